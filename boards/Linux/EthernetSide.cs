using System.Globalization;
using System.Text;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// The in-vehicle network on an Ethernet interface that the router serves itself, as it does on a device: the kernel has
/// no part in it.
/// </summary>
internal sealed class EthernetSide : IVehicleSide, ILinkNoticeListener
{
    /// <summary>Turns of the port before the other links have theirs.</summary>
    private const int Burst = 8;

    private readonly PacketSocketDevice _device;
    private readonly VehiclePort _port;
    private readonly EventWriter _writer;

    /// <summary>Opens the device; nothing is sent yet.</summary>
    /// <exception cref="BoardException">A socket can't be opened.</exception>
    public EthernetSide(RouterSettings settings, int maximumTransmissionUnit, EventWriter writer)
    {
        RandomSource random = new();
        random.Seed(KernelRandom.Take(RandomSource.SeedOctets), 0, RandomSource.SeedOctets);
        _writer = writer;
        _device = new PacketSocketDevice(settings.Port.Device);
        _port = new VehiclePort(_device, settings, random);
        SetMaximumTransmissionUnit(maximumTransmissionUnit);
        writer.Notice(settings.ReturningHome == ReturningHome.StayAway
            ? null
            : "With an Ethernet port, packets that come to the vehicle on the home link without a tunnel are not taken yet: "
                + "set \"returningHome\" to \"stay-away\" where an uplink can come onto it.");
    }

    /// <inheritdoc/>
    public ILink Link
    {
        get { return _port; }
    }

    /// <inheritdoc/>
    public int Descriptor
    {
        get { return _device.Descriptor; }
    }

    /// <inheritdoc/>
    public long NextDeadline
    {
        get { return _port.NextDeadline; }
    }

    /// <inheritdoc/>
    public bool Stopped
    {
        get { return _port.Stopped; }
    }

    /// <inheritdoc/>
    public long Oversized
    {
        get { return 0; }
    }

    /// <inheritdoc/>
    public long Dropped
    {
        get { return 0; }
    }

    /// <inheritdoc/>
    public LinkRefusalCounters? Refusals
    {
        get { return _port.Refusals; }
    }

    /// <inheritdoc/>
    public void Start(ILinkListener router)
    {
        _port.Start(MobileRouter.Port, router, this, MonotonicClock.Now);
    }

    /// <inheritdoc/>
    public void Read()
    {
        int turns = 0;
        while (turns < Burst && _port.Poll(MonotonicClock.Now))
        {
            turns++;
        }

        if (_port.State == VehiclePortState.Down)
        {
            _device.Discard();
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
    }

    /// <inheritdoc/>
    public void Poll()
    {
        if (_port.NextDeadline <= MonotonicClock.Now)
        {
            _port.Poll(MonotonicClock.Now);
        }
    }

    /// <inheritdoc/>
    public void SetMaximumTransmissionUnit(int octets)
    {
        _port.SetMaximumTransmissionUnit(octets, MonotonicClock.Now);
    }

    /// <inheritdoc/>
    public void Stop()
    {
        _port.Stop(MonotonicClock.Now);
    }

    /// <inheritdoc/>
    public void LinkNoticed(int link, LinkNotice notice, int value, long now)
    {
        string sentence = "port: " + LinkNoticeText.Of(notice);
        _writer.Write(
            "notice",
            sentence,
            json =>
            {
                json.WriteString("notice", LinkNames.Of(notice));
                json.WriteNumber("value", value);
                json.WriteString("text", sentence);
            });
    }

    /// <summary>Closes the device, and writes what was refused.</summary>
    public void Dispose()
    {
        _device.Dispose();
        StringBuilder text = new();
        for (int i = 1; i < (int)LinkRefusal.Count; i++)
        {
            long count = _port.Refusals.Of((LinkRefusal)i);
            if (count != 0)
            {
                text.Append(text.Length == 0 ? "" : ", ").Append(LinkNames.Of((LinkRefusal)i)).Append(' ')
                    .Append(count.ToString(CultureInfo.InvariantCulture));
            }
        }

        _writer.Write(
            "portCounters",
            text.Length == 0 ? "port: nothing refused" : $"port: refused: {text}",
            json =>
            {
                json.WriteStartObject("refused");
                for (int i = 1; i < (int)LinkRefusal.Count; i++)
                {
                    if (_port.Refusals.Of((LinkRefusal)i) != 0)
                    {
                        json.WriteNumber(LinkNames.Of((LinkRefusal)i), _port.Refusals.Of((LinkRefusal)i));
                    }
                }

                json.WriteEndObject();
            });
    }
}
