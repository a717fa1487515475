using System.Globalization;
using McoaRouter.Torture.Faults;

namespace McoaRouter.Torture.World;

/// <summary>
/// Who operates one vehicle: commits configurations, good and bad ones, over a real line to its console, and confirms them
/// or forgets to.
/// </summary>
internal sealed class Operator
{
    private const long FirstLookMs = 9_000;
    private const long LookMs = 4_000;
    private const int ConfirmSeconds = 60;
    private const int MostLooks = 16;

    private readonly TortureWorld _world;
    private readonly Vehicle _vehicle;
    private int _commits;
    private int _looks;
    private bool _confirms;
    private int _cutConfirm = -1;

    public Operator(TortureWorld world, Vehicle vehicle)
    {
        _world = world;
        _vehicle = vehicle;
    }

    /// <summary>A fault is an operator's work.</summary>
    public void Begin(Fault fault)
    {
        OperatorLine? line = _vehicle.Line;
        if (line is null || _vehicle.IsLeaving)
        {
            return;
        }

        ConfigurationChange before = _vehicle.Confirmed;
        bool bad = fault.Kind == FaultKind.BadCommit;
        int what = fault.Kind == FaultKind.GoodCommit ? fault.Strength : (int)(fault.Seed % 4);
        int without = what == 1 && _vehicle.Ways.Length > 1 && before.Without < 0 ? fault.Uplink % _vehicle.Ways.Length : -1;
        _commits++;
        ConfigurationChange change = new(
            string.Create(CultureInfo.InvariantCulture, $"v{_vehicle.Plan.Index}-{_commits}"),
            what == 2 ? 60 : _vehicle.Plan.LifetimeSeconds,
            bad,
            what == 3 ? !before.Reverses : before.Reverses,
            without);
        long now = _vehicle.Clock.Now(_world.Now);
        string text = _vehicle.Plan.Configuration(change);
        if (!line.Ask("{\"id\":1,\"op\":\"set\",\"value\":" + text + "}", now))
        {
            _world.Said(_vehicle, "set: " + line.Answer);
            return;
        }

        bool cuts = fault.Kind == FaultKind.PowerCutInWrite;
        bool cutsConfirm = cuts && fault.Seed % 3 == 0;
        bool trial = _vehicle.Pending is not null;
        if (cuts && !cutsConfirm)
        {
            _vehicle.Slots.CutNextWrite(fault.Strength);
        }

        bool taken = line.Ask(
            string.Create(CultureInfo.InvariantCulture, $"{{\"id\":2,\"op\":\"commit\",\"confirmSeconds\":{ConfirmSeconds}}}"),
            now);
        _world.Said(_vehicle, "commit " + change.Name + ": " + line.Answer);
        if (taken || (_vehicle.Slots.PowerLost && !trial))
        {
            _world.Totals.Commits++;
            _vehicle.Pending = change;
            _vehicle.IsPendingTried = false;
            _vehicle.IsPendingDoubtful = false;
            _confirms = fault.Kind != FaultKind.UnconfirmedCommit;
            _cutConfirm = cutsConfirm ? fault.Strength : -1;
            _looks = 0;
            _world.Add(_world.Now + (1000 * FirstLookMs), WorldEvent.Operate, _vehicle.Plan.Index, _commits);
        }

        _world.AfterConsole(_vehicle);
    }

    /// <summary>Looks whether it can be confirmed, and does so.</summary>
    public void Look(int commit)
    {
        if (commit != _commits || _vehicle.Pending is null || _looks++ == MostLooks)
        {
            return;
        }

        if (_confirms && _vehicle.Line is not null && _vehicle.IsPendingTried && !_vehicle.IsLeaving)
        {
            Confirm(_vehicle.Line);
        }

        if (_vehicle.Pending is not null)
        {
            _world.Add(_world.Now + (1000 * LookMs), WorldEvent.Operate, _vehicle.Plan.Index, _commits);
        }

        _world.AfterConsole(_vehicle);
    }

    private void Confirm(OperatorLine line)
    {
        if (_cutConfirm >= 0)
        {
            _vehicle.Slots.CutNextWrite(_cutConfirm);
        }

        bool confirmed = line.Ask("{\"id\":3,\"op\":\"confirm\"}", _vehicle.Clock.Now(_world.Now));
        _world.Said(_vehicle, "confirm: " + line.Answer);
        _vehicle.IsPendingDoubtful = _vehicle.Slots.PowerLost;
        if (!_vehicle.Slots.PowerLost)
        {
            _vehicle.Slots.CutNoWrite();
        }

        if (confirmed)
        {
            _world.Totals.Confirmations++;
            _vehicle.Confirmed = _vehicle.Pending!;
            _vehicle.Pending = null;
        }
    }
}
