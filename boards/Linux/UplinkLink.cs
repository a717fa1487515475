using System;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// An uplink on a network interface. It has sockets only while the interface is there, so that an interface that comes,
/// goes and comes again under its name is followed.
/// </summary>
public sealed class UplinkLink : ILink, IDisposable
{
    private readonly byte[] _careOfAddress = new byte[Ipv6Address.Length];
    private readonly ReceiveOffload _offload;
    private PacketSender? _sender;

    /// <summary>An uplink whose interface isn't known yet.</summary>
    public UplinkLink(string device)
    {
        Device = device;
        _offload = new ReceiveOffload(device);
    }

    /// <summary>The interface's name.</summary>
    public string Device { get; }

    /// <summary>The interface's number, or 0 where it isn't there.</summary>
    public int InterfaceIndex { get; private set; }

    /// <summary>Whether the router was told that packets can be carried.</summary>
    public bool Up { get; private set; }

    /// <summary>What receives its packets, while its interface is there.</summary>
    public PacketReceiver? Receiver { get; private set; }

    /// <inheritdoc/>
    public int MaximumTransmissionUnit { get; private set; } = Limits.PacketOctets;

    /// <summary>Its present care-of address, 16 octets; meaningful while <see cref="Up"/>.</summary>
    public byte[] CareOfAddress
    {
        get { return _careOfAddress; }
    }

    /// <summary>Opens the sockets on the interface.</summary>
    /// <exception cref="BoardException">They can't be opened: the interface has gone again.</exception>
    public void Attach(int interfaceIndex)
    {
        Detach();
        _sender = new PacketSender(Device);
        Receiver = new PacketReceiver();
        InterfaceIndex = interfaceIndex;
        _offload.Disable();
    }

    /// <summary>Closes the sockets.</summary>
    public void Detach()
    {
        Up = false;
        InterfaceIndex = 0;
        _sender?.Dispose();
        _sender = null;
        Receiver?.Dispose();
        Receiver = null;
    }

    /// <summary>Receives what comes for a care-of address from now on.</summary>
    /// <param name="careOfAddress">The 16 octets of the address.</param>
    /// <param name="homeAddress">The 16 octets of the home address on the home link, null away from it.</param>
    /// <param name="maximumTransmissionUnit">Octets of the interface's largest packet.</param>
    /// <returns>False where all that was so before.</returns>
    /// <exception cref="BoardException">The interface has gone.</exception>
    public bool Raise(byte[] careOfAddress, byte[]? homeAddress, int maximumTransmissionUnit)
    {
        int octets = Math.Min(maximumTransmissionUnit, Limits.PacketOctets);
        if (Up && octets == MaximumTransmissionUnit && Ipv6Address.Equal(careOfAddress, 0, _careOfAddress, 0))
        {
            return false;
        }

        Receiver!.Accept(PacketFilter.ForRouter(careOfAddress, homeAddress), InterfaceIndex);
        Ipv6Address.Copy(careOfAddress, 0, _careOfAddress, 0);
        MaximumTransmissionUnit = octets;
        Up = true;
        return true;
    }

    /// <summary>Carries nothing until <see cref="Raise"/>.</summary>
    public void Lower()
    {
        Up = false;
    }

    /// <inheritdoc/>
    public bool Send(PacketBuffer packet)
    {
        return _sender != null && _sender.Send(packet);
    }

    /// <summary>Closes the sockets, and gives the interface its setting back.</summary>
    public void Dispose()
    {
        Detach();
        _offload.Restore();
    }
}
