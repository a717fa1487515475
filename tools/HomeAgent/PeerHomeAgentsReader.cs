using System.Collections;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>The other home agents of the home link, and the preferences that order them all.</summary>
internal static class PeerHomeAgentsReader
{
    private const string Key = "peerHomeAgents";
    private const int HighestPreference = 65535;

    /// <summary>Reads the home agents, an address null where it is faulty; there may be none.</summary>
    /// <param name="reader">The whole configuration.</param>
    /// <param name="own">The home agent's own address, null where it is faulty.</param>
    internal static PeerHomeAgent[] Read(JsonObjectReader reader, byte[] own)
    {
        if (!reader.Has(Key))
        {
            return new PeerHomeAgent[0];
        }

        ArrayList items = reader.ReadList(
            Key, 0, HomeAgentSettingsReader.MaximumPeerHomeAgents, "give up to 3 home agents, or leave it out");
        PeerHomeAgent[] peers = new PeerHomeAgent[items == null ? 0 : items.Count];
        for (int i = 0; i < peers.Length; i++)
        {
            JsonObjectReader member = SettingsValue.AsObject(
                items[i], reader.PathOf(Key, i), "write { \"address\", \"preference\" }", reader.Faults);
            peers[i] = new PeerHomeAgent();
            if (member != null)
            {
                ReadPeer(member, own, peers, i);
            }
        }

        return peers;
    }

    /// <summary>Reads <c>preference</c>, 0 where it is missing.</summary>
    internal static int ReadPreference(JsonObjectReader reader)
    {
        return (int)reader.ReadInteger(
            "preference", 0, HighestPreference, 0, "give 0..65535: higher is preferred, 0 the default");
    }

    /// <summary>Where an address stands among the first <paramref name="count"/>, or -1.</summary>
    internal static int IndexOf(PeerHomeAgent[] peers, int count, byte[] address)
    {
        for (int i = 0; i < count; i++)
        {
            if (peers[i].Address != null && Ipv6Address.Equal(peers[i].Address, 0, address, 0))
            {
                return i;
            }
        }

        return -1;
    }

    private static void ReadPeer(JsonObjectReader reader, byte[] own, PeerHomeAgent[] peers, int index)
    {
        const string AddressKey = "address";
        const string Remedy = "give another home agent's address on the home link, such as 2001:db8:1::2";
        PeerHomeAgent peer = peers[index];
        string text = reader.ReadText(AddressKey, Remedy);
        byte[] address = text == null
            ? null
            : AddressReader.ReadAddress(text, reader.PathOf(AddressKey), Remedy, reader.Faults);
        if (address != null && own != null && Ipv6Address.Equal(address, 0, own, 0))
        {
            reader.AddFault(AddressKey, Ipv6AddressText.Write(address, 0) + " is this home agent's own", Remedy);
        }

        int other = address == null ? -1 : IndexOf(peers, index, address);
        if (other >= 0)
        {
            reader.AddFault(
                AddressKey,
                Ipv6AddressText.Write(address, 0) + " is already given as " + Key + "[" + other.ToString() + "]",
                "remove one of the two");
        }

        peer.Address = address;
        peer.Preference = ReadPreference(reader);
        peer.MobileRouters = reader.ReadFlag("mobileRouters", true, "write true, or false where it serves none");
        reader.RefuseUnknownKeys();
    }
}
