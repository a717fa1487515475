using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// Which flow binding the first fragments of packets matched, for the others (RFC 6089 §5.3.6). A full place is taken over:
/// the fragments of the older packet are then matched by what they show themselves.
/// </summary>
internal sealed class FragmentWays
{
    /// <summary>What <see cref="Find"/> returns of a packet whose first fragment was not seen.</summary>
    internal const int Unknown = -1;

    private const int Places = 16;

    // A reassembly that takes longer is given up (RFC 8200 §4.5).
    private const long KeptMs = 60000;
    private const int AddressesLength = 2 * Ipv6Address.Length;

    private readonly byte[] _addresses = new byte[Places * AddressesLength];
    private readonly uint[] _identifications = new uint[Places];
    private readonly int[] _fids = new int[Places];
    private readonly long[] _keptUntil = new long[Places];

    /// <summary>Keeps the flow binding that a first fragment matched, 0 for none.</summary>
    internal void Keep(SelectedPacket packet, int fid, long now)
    {
        int place = PlaceOf(packet);
        Ipv6Address.Copy(packet.Buffer, packet.SourceOffset, _addresses, place * AddressesLength);
        Ipv6Address.Copy(
            packet.Buffer, packet.DestinationOffset, _addresses, (place * AddressesLength) + Ipv6Address.Length);
        _identifications[place] = packet.Identification;
        _fids[place] = fid;
        _keptUntil[place] = now + KeptMs;
    }

    /// <summary>The flow binding that a packet's first fragment matched, 0 for none, or <see cref="Unknown"/>.</summary>
    internal int Find(SelectedPacket packet, long now)
    {
        int place = PlaceOf(packet);
        int at = place * AddressesLength;
        return now < _keptUntil[place]
            && _identifications[place] == packet.Identification
            && Ipv6Address.Equal(packet.Buffer, packet.SourceOffset, _addresses, at)
            && Ipv6Address.Equal(packet.Buffer, packet.DestinationOffset, _addresses, at + Ipv6Address.Length)
            ? _fids[place]
            : Unknown;
    }

    /// <summary>Forgets all.</summary>
    internal void Forget()
    {
        for (int i = 0; i < Places; i++)
        {
            _keptUntil[i] = 0;
        }
    }

    private static int PlaceOf(SelectedPacket packet)
    {
        int mixed = (int)packet.Identification ^ ((int)packet.Identification >> 8);
        mixed ^= packet.Buffer[packet.SourceOffset + Ipv6Address.Length - 1];
        return mixed & (Places - 1);
    }
}
