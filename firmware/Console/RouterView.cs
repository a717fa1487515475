using McoaRouter.Forwarding;
using McoaRouter.Settings;

namespace McoaRouter.Consoles;

/// <summary>
/// The router that runs, and what the console itself has seen of it: packets by link, how long acknowledgements took, and
/// what correspondents answered.
/// It is called from packet paths and allocates nothing there.
/// </summary>
internal sealed class RouterView
{
    /// <summary>What <see cref="RoundTripOf"/> is before the first answer.</summary>
    internal const int Unknown = -1;

    private readonly TrafficCounters[] _sent = new TrafficCounters[Limits.Uplinks];
    private readonly TrafficCounters[] _received = new TrafficCounters[Limits.Uplinks];
    private readonly int[] _sequences = new int[Limits.Uplinks];
    private readonly long[] _sentAt = new long[Limits.Uplinks];
    private readonly int[] _roundTrips = new int[Limits.Uplinks];
    private readonly bool[] _registered = new bool[Limits.Correspondents * Limits.Uplinks];
    private readonly int[] _statuses = new int[Limits.Correspondents * Limits.Uplinks];

    internal RouterView()
    {
        Set(null, null);
    }

    /// <summary>The router, or null where none runs.</summary>
    internal MobileRouter Router;

    /// <summary>Its settings, or null.</summary>
    internal RouterSettings Settings;

    /// <summary>Whether an uplink is registered, or the router is at home.</summary>
    internal bool IsRegistered
    {
        get { return Router != null && (Router.HomeUplink >= 0 || Router.Bindings.PreferredRegistered() >= 0); }
    }

    /// <summary>Another router runs, or none.</summary>
    internal void Set(MobileRouter router, RouterSettings settings)
    {
        Router = settings == null ? null : router;
        Settings = router == null ? null : settings;
        for (int i = 0; i < Limits.Uplinks; i++)
        {
            _sent[i] = new TrafficCounters();
            _received[i] = new TrafficCounters();
            _sequences[i] = Unknown;
            _roundTrips[i] = Unknown;
        }

        for (int i = 0; i < _statuses.Length; i++)
        {
            _registered[i] = false;
            _statuses[i] = Unknown;
        }
    }

    /// <summary>The name of an uplink; null for none.</summary>
    internal string NameOf(int uplink)
    {
        return Settings == null || uplink < 0 || uplink >= Settings.Uplinks.Length ? null : Settings.Uplinks[uplink].Name;
    }

    /// <summary>Packets that an uplink carried.</summary>
    internal TrafficCounters TrafficOf(int uplink, bool outbound)
    {
        return outbound ? _sent[uplink] : _received[uplink];
    }

    /// <summary>How long the last acknowledgement of an uplink's update took, in ms, or <see cref="Unknown"/>.</summary>
    internal int RoundTripOf(int uplink)
    {
        return _roundTrips[uplink];
    }

    /// <summary>
    /// The last status of an uplink's binding with a correspondent, or <see cref="Unknown"/> where none was told.
    /// </summary>
    internal int StatusWith(int correspondent, int uplink)
    {
        return _statuses[(correspondent * Limits.Uplinks) + uplink];
    }

    /// <summary>Whether an uplink is registered with a correspondent.</summary>
    internal bool IsRegisteredWith(int correspondent, int uplink)
    {
        return _registered[(correspondent * Limits.Uplinks) + uplink];
    }

    /// <summary>A binding with a correspondent changed.</summary>
    internal void CorrespondentChanged(int correspondent, int uplink, bool registered, int status)
    {
        int index = (correspondent * Limits.Uplinks) + uplink;
        if (correspondent >= 0 && uplink >= 0 && index < _statuses.Length)
        {
            _registered[index] = registered;
            _statuses[index] = status;
        }
    }

    /// <summary>A packet went over a link.</summary>
    internal void Count(int link, bool outbound, int length)
    {
        if (link >= 0 && link < Limits.Uplinks)
        {
            (outbound ? _sent : _received)[link].Add(length);
        }
    }

    /// <summary>A Binding Update left.</summary>
    internal void Sent(int uplink, int sequence, long now)
    {
        if (uplink >= 0 && uplink < Limits.Uplinks)
        {
            _sequences[uplink] = sequence;
            _sentAt[uplink] = now;
        }
    }

    /// <summary>It was acknowledged.</summary>
    internal void Acknowledged(int sequence, long now)
    {
        for (int i = 0; i < Limits.Uplinks; i++)
        {
            if (_sequences[i] == sequence)
            {
                _sequences[i] = Unknown;
                _roundTrips[i] = (int)(now - _sentAt[i]);
            }
        }
    }
}
