using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// One Binding Update to a correspondent and its acknowledgement: what was sent last, and the key that the answer must
/// be authenticated by. The object is reused.
/// </summary>
internal sealed class CorrespondentUpdate
{
    /// <summary>When the update is sent.</summary>
    internal readonly RetransmissionTimer Timer = new RetransmissionTimer();

    /// <summary>The binding management key that it was authorised by, 20 octets.</summary>
    internal readonly byte[] Key = new byte[Sha1.DigestLength];

    /// <summary>
    /// The 16 octets of the care-of address that the authenticators cover: the one that is registered, or the home
    /// address in a removal (RFC 6275 §6.2.7).
    /// </summary>
    internal readonly byte[] CareOfAddress = new byte[Ipv6Address.Length];

    /// <summary>The sequence number it was sent with last.</summary>
    internal int Sequence;

    /// <summary>When it was sent last, in monotonic ms.</summary>
    internal long SentAt;

    /// <summary>The lifetime that it asked for, in units of 4 s; 0 removes.</summary>
    internal int LifetimeUnits;

    /// <summary>The Binding Identifier that it names, or 0.</summary>
    internal int Bid;

    /// <summary>
    /// How often an answer was followed that only corrected the sequence number or the nonces, since one was accepted.
    /// </summary>
    internal int Corrections;

    /// <summary>Whether it removes what it names.</summary>
    internal bool Removes
    {
        get { return LifetimeUnits == 0; }
    }

    /// <summary>Starts anew, as a registration or a removal, unless it runs as such already.</summary>
    internal void Want(bool removes, long now)
    {
        if (!Timer.IsRunning || removes != Removes)
        {
            LifetimeUnits = removes ? 0 : 1;
            Timer.Start(now);
        }
    }
}
