using McoaRouter.Links;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>A link that keeps the last packet sent.</summary>
public sealed class RecordingLink : ILink
{
    public int MaximumTransmissionUnit { get; set; } = 1500;

    public bool Accepts { get; set; } = true;

    public int Sent { get; private set; }

    public PacketBuffer Last { get; } = new PacketBuffer();

    public bool Send(PacketBuffer packet)
    {
        if (!Accepts)
        {
            return false;
        }

        Sent++;
        Last.Reset();
        System.Array.Copy(packet.Octets, packet.Start, Last.Octets, Last.Start, packet.Length);
        return Last.SetLength(packet.Length);
    }
}
