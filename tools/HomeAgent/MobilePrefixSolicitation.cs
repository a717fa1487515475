using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The Mobile Prefix Solicitation (RFC 6275 §6.7), which asks a home agent for the prefixes of the home link. No option
/// is defined for it; those that it has are skipped. The object is one received message and is reused.
/// <code>
/// +---------------+---------------+-------------------------------+
/// |  type = 146   |   code = 0    |           checksum            |
/// +---------------+---------------+-------------------------------+
/// |          identifier           |           reserved            |
/// +-------------------------------+-------------------------------+
/// |                            options                            |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public sealed class MobilePrefixSolicitation
{
    /// <summary>The identifier, 16 bits.</summary>
    public int Identifier;

    /// <summary>Why the last <see cref="TryRead"/> returned false.</summary>
    public Refusal Refusal;

    /// <summary>Reads a message whose checksum was checked (<see cref="Icmpv6.Check"/>).</summary>
    /// <returns>False where the message is refused; <see cref="Refusal"/> says why.</returns>
    public bool TryRead(byte[] buffer, int offset, int length)
    {
        Refusal = Icmpv6.CheckFixed(buffer, offset, length);
        int at = offset + Icmpv6.FixedLength;
        int end = offset + length;
        while (Refusal == Refusal.None && at < end)
        {
            Refusal = NeighborDiscoveryOption.Check(buffer, at, end);
            at = Refusal == Refusal.None ? at + NeighborDiscoveryOption.Length(buffer, at) : end;
        }

        if (Refusal != Refusal.None)
        {
            return false;
        }

        Identifier = Icmpv6.Identifier(buffer, offset);
        return true;
    }
}
