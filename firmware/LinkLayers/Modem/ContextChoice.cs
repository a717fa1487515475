using McoaRouter.Settings;

namespace McoaRouter.LinkLayers.Modem;

/// <summary>
/// Which kind of context is asked for: those that the transport can use, one after another where modem or network refuse
/// one, and the one that worked from then on.
/// </summary>
internal sealed class ContextChoice
{
    private const int Kinds = 3;

    private readonly AtCommand _first;
    private readonly int _count;
    private int _index;
    private int _refused;

    /// <summary>Makes the choice for a transport.</summary>
    internal ContextChoice(Transport transport)
    {
        switch (transport)
        {
            case Transport.Ipv6:
                _first = AtCommand.Ipv6Context;
                _count = 2;
                break;
            case Transport.Udp:
                _first = AtCommand.Ipv4Context;
                _count = 2;
                break;
            default:
                _first = AtCommand.DualContext;
                _count = Kinds;
                break;
        }
    }

    /// <summary>The command that states the context: for both, for IPv6, for IPv4 in turn, or a part of that.</summary>
    internal AtCommand Command
    {
        get { return _count == Kinds || _index == 0 ? _first + _index : AtCommand.DualContext; }
    }

    /// <summary>The command that states its name and secret.</summary>
    internal AtCommand Authentication
    {
        get { return Command + (AtCommand.DualAuthentication - AtCommand.DualContext); }
    }

    /// <summary>This kind was refused: the next is tried.</summary>
    /// <returns>False where all were refused, one after another.</returns>
    internal bool Refuse()
    {
        _index = (_index + 1) % _count;
        _refused++;
        if (_refused < _count)
        {
            return true;
        }

        _refused = 0;
        return false;
    }

    /// <summary>This kind works.</summary>
    internal void Keep()
    {
        _refused = 0;
    }
}
