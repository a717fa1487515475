using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>An address of our own, and the detection of duplicates of it (RFC 4862 §5.4).</summary>
internal sealed class OwnAddress
{
    /// <summary>RETRANS_TIMER: how long an answer is waited for, in ms (RFC 4861 §10).</summary>
    private const int AnswerMs = 1000;

    private bool _asked;

    /// <summary>The address, 16 octets.</summary>
    internal readonly byte[] Octets = new byte[Ipv6Address.Length];

    /// <summary>Its solicited-node group, 16 octets.</summary>
    internal readonly byte[] Group = new byte[Ipv6Address.Length];

    /// <summary>How far it is.</summary>
    internal OwnAddressState State;

    /// <summary>When <see cref="Poll"/> must next be called.</summary>
    internal long NextDeadline = MobileRouter.NoDeadline;

    /// <summary>Begins to ask for duplicates, after a pause.</summary>
    internal void Begin(long now, int pauseMs)
    {
        NeighborDiscovery.WriteSolicitedNode(Group, 0, Octets, 0);
        State = OwnAddressState.Tentative;
        _asked = false;
        NextDeadline = now + pauseMs;
    }

    /// <summary>Uses it no more.</summary>
    internal void End()
    {
        State = OwnAddressState.Idle;
        NextDeadline = MobileRouter.NoDeadline;
    }

    /// <summary>Somebody else has it or asks for it, while it is tentative (RFC 4862 §5.4.3, §5.4.4).</summary>
    internal void Contest()
    {
        State = OwnAddressState.Duplicate;
        NextDeadline = MobileRouter.NoDeadline;
    }

    /// <summary>Asks, or takes silence for consent.</summary>
    internal void Poll(NeighborMessages messages, long now)
    {
        if (now < NextDeadline)
        {
            return;
        }

        if (!_asked)
        {
            _asked = messages.AskForDuplicate(Octets);
            NextDeadline = now + AnswerMs;
            return;
        }

        State = OwnAddressState.Assigned;
        NextDeadline = MobileRouter.NoDeadline;
    }
}
