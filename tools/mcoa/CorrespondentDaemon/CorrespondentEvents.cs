using System.Globalization;
using McoaRouter.Boards.Linux;
using McoaRouter.HomeAgents.Correspondents;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tools.CorrespondentDaemon;

/// <summary>Writes what the correspondent tells, one line for each event, and gives packets to the kernel.</summary>
internal sealed class CorrespondentEvents : ICorrespondentListener
{
    private readonly Tun _inside;
    private readonly EventWriter _writer;

    public CorrespondentEvents(Tun inside, EventWriter writer)
    {
        _inside = inside;
        _writer = writer;
    }

    /// <summary>Whether the packet that is being received is to be given to the kernel.</summary>
    public bool IsForKernel { get; set; }

    /// <inheritdoc/>
    public void PacketReceived(PacketBuffer packet, long now)
    {
        if (IsForKernel)
        {
            _inside.Send(packet);
        }
    }

    /// <inheritdoc/>
    public void BindingChanged(MobileNode mobileNode, CachedBinding binding, bool present, long now)
    {
        string homeAddress = Ipv6AddressText.Write(mobileNode.HomeAddress, 0);
        string careOfAddress = Ipv6AddressText.Write(binding.CareOfAddress, 0);
        _writer.Write(
            "binding",
            present
                ? $"{homeAddress}: binding {binding.Bid} at {careOfAddress}"
                : $"{homeAddress}: binding {binding.Bid} removed",
            json =>
            {
                json.WriteString("homeAddress", homeAddress);
                json.WriteNumber("bid", binding.Bid);
                json.WriteBoolean("present", present);
                json.WriteString("careOfAddress", careOfAddress);
            });
    }

    /// <inheritdoc/>
    public void BindingUpdateProcessed(int status, int sequence, long now)
    {
        _writer.Write(
            "bindingUpdate",
            $"Binding Update {sequence}: status {status}",
            json =>
            {
                json.WriteNumber("sequence", sequence);
                json.WriteNumber("status", status);
            });
    }

    /// <summary>Writes the counters at the end.</summary>
    public void Counters(CorrespondentNode node, long oversized, long dropped)
    {
        _writer.Write(
            "counters",
            string.Create(
                CultureInfo.InvariantCulture,
                $"straight to routers {node.OptimizedOutbound.Packets} packets, from routers {node.OptimizedInbound.Packets}; ")
                + EventCounters.Text(node.Refusals, oversized, dropped),
            json =>
            {
                json.WriteNumber("optimizedOutboundPackets", node.OptimizedOutbound.Packets);
                json.WriteNumber("optimizedInboundPackets", node.OptimizedInbound.Packets);
                EventCounters.Write(json, node.Refusals, oversized, dropped);
            });
    }
}
