using McoaRouter.HomeAgents;
using McoaRouter.HomeAgents.Correspondents;
using McoaRouter.Wire;

namespace McoaRouter.Simulation;

/// <summary>Reads out of a world what the figures of the draft's Appendix A show.</summary>
public static class FigureReader
{
    /// <summary>
    /// The binding caches of the world's home agent and of its first correspondent. What is the care-of address of an
    /// uplink now bears its name; anything else stands there as an address.
    /// </summary>
    public static BindingFigure Read(World world)
    {
        RouterBindings bindings = world.HomeAgent.Bindings.Router(0);
        string[] homeAgent = new string[bindings.Count];
        string homeAddress = Ipv6AddressText.Write(bindings.Account.HomeAddress, 0);
        for (int i = 0; i < homeAgent.Length; i++)
        {
            BindingCacheEntry entry = bindings.At(i);
            homeAgent[i] = BindingFigure.Row(homeAddress, NameOf(world, entry), entry.Bid);
        }

        return new BindingFigure(bindings.IsDefended, homeAgent, ReadCorrespondent(world, homeAddress));
    }

    /// <summary>What the figures call the care-of address of an uplink.</summary>
    public static string NameOfCareOfAddress(int uplink)
    {
        return "Care-of Address" + (uplink + 1).ToString();
    }

    private static string[] ReadCorrespondent(World world, string homeAddress)
    {
        MobileNode node = world.Correspondents == 0
            ? null
            : world.CorrespondentAt(0).Bindings.Find(world.HomeAgent.Bindings.Router(0).Account.HomeAddress, 0);
        string[] rows = new string[node == null ? 0 : node.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = BindingFigure.Row(homeAddress, NameOf(world, node.At(i).CareOfAddress), node.At(i).Bid);
        }

        return rows;
    }

    /// <summary>What is reached in UDP is an uplink's where it leads to the NAT's present mapping.</summary>
    private static string NameOf(World world, BindingCacheEntry entry)
    {
        for (int i = 0; entry.IsInUdp && i < world.Uplinks; i++)
        {
            if (world.UplinkAt(i).Nat.IsAt(entry.CareOfAddress, entry.UdpPort))
            {
                return NameOfCareOfAddress(i);
            }
        }

        return NameOf(world, entry.CareOfAddress);
    }

    private static string NameOf(World world, byte[] careOfAddress)
    {
        for (int i = 0; i < world.Uplinks; i++)
        {
            RadioUplink uplink = world.UplinkAt(i);
            if (uplink.Carrier && Ipv6Address.Equal(uplink.CareOfAddress, 0, careOfAddress, 0))
            {
                return NameOfCareOfAddress(i);
            }
        }

        return Ipv6AddressText.Write(careOfAddress, 0);
    }
}
