using System.Collections;
using McoaRouter.Settings;

namespace McoaRouter.Consoles;

/// <summary>
/// What runs, and how another configuration takes its place: committed into the slot that doesn't hold what is confirmed,
/// run on trial, and confirmed, or rolled back by a timer, by an operator, or by the start after a crash. At each moment
/// the store alone tells what the next start has to do.
/// </summary>
internal sealed class CommitConfirm
{
    private const int NoSlot = -1;

    private readonly IConsoleBoard _board;
    private readonly ConfigurationStore _store;
    private int _confirmedSlot = NoSlot;
    private int _lastRevision;
    private StoredConfiguration _onTrial;
    private long _deadline = MobileRouter.NoDeadline;
    private string _refusal;
    private int _refusedRevision;

    internal CommitConfirm(IConsoleBoard board, ConfigurationStore store)
    {
        _board = board;
        _store = store;
    }

    /// <summary>Where a trial stands.</summary>
    internal TrialState State;

    /// <summary>The revision that runs; 0 for the plain file's, or none.</summary>
    internal int Revision;

    /// <summary>What runs, or null.</summary>
    internal RouterSettings Settings;

    /// <summary>The same as a tree, or null.</summary>
    internal Hashtable Root;

    /// <summary>The revision that was rolled back last, and is still in its slot; 0 for none.</summary>
    internal int RolledBackRevision;

    /// <summary>Why.</summary>
    internal RollBackReason RolledBackReason;

    /// <summary>The same as a text: what the board said, where it refused it since it started.</summary>
    internal string RolledBackText
    {
        get
        {
            return RolledBackReason == RollBackReason.Refused && RolledBackRevision == _refusedRevision
                ? _refusal
                : RollBackReasonText.Of(RolledBackReason);
        }
    }

    /// <summary>The revision on trial; 0 for none.</summary>
    internal int TrialRevision
    {
        get { return _onTrial == null ? 0 : _onTrial.Revision; }
    }

    /// <summary>When the trial ends, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long NextDeadline
    {
        get { return _deadline; }
    }

    /// <summary>What the last start found wrong with stored configurations, <c>path: message</c> each.</summary>
    internal string[] StartFaults = new string[0];

    /// <summary>Picks what to run now, and writes down that a trial begins or ended.</summary>
    internal void Start(long now)
    {
        Forget();
        StoredConfiguration[] slots = { _store.Read(0), _store.Read(1) };
        int newest = Newer(slots[0], slots[1]) ? 0 : 1;
        StoredConfiguration last = slots[newest];
        _lastRevision = last == null ? 0 : last.Revision;
        if (last != null && last.State == SlotState.Tried)
        {
            MarkRolledBack(newest, last, RollBackReason.Restarted);
        }

        if (last != null && last.State == SlotState.Trial)
        {
            Try(newest, last, now);
        }

        if (last != null && last.State == SlotState.RolledBack)
        {
            RolledBackRevision = last.Revision;
            RolledBackReason = last.Reason;
        }

        FindConfirmed(slots, newest);
    }

    /// <summary>Writes a checked configuration down, to be run on trial by the next start.</summary>
    /// <returns>Whether the store took it.</returns>
    internal bool Commit(byte[] text, int confirmSeconds, long now)
    {
        StoredConfiguration stored = new StoredConfiguration(text, _lastRevision + 1, confirmSeconds);
        if (!_store.Write(OtherSlot(), stored))
        {
            return false;
        }

        _lastRevision++;
        _onTrial = stored;
        State = TrialState.Committed;
        _deadline = now + (1000L * confirmSeconds);
        RolledBackRevision = 0;
        return true;
    }

    /// <summary>The trial is over: what was on trial stays.</summary>
    /// <returns>Whether the store took it; where not, the trial goes on.</returns>
    internal bool Confirm()
    {
        SlotState before = _onTrial.State;
        _onTrial.State = SlotState.Confirmed;
        if (!_store.Write(OtherSlot(), _onTrial))
        {
            _onTrial.State = before;
            return false;
        }

        _confirmedSlot = OtherSlot();
        EndTrial();
        return true;
    }

    /// <summary>The trial is over: the next start runs what was confirmed before.</summary>
    internal void RollBack(RollBackReason reason)
    {
        // A store that can't be written leaves it as tried, which the next start rolls back too.
        MarkRolledBack(OtherSlot(), _onTrial, reason);
        RolledBackRevision = _onTrial.Revision;
        RolledBackReason = reason;
        EndTrial();
    }

    /// <summary>The trial is over before it began: the board can't run it.</summary>
    internal void Refuse(string reason)
    {
        _refusal = reason;
        _refusedRevision = _onTrial.Revision;
        RollBack(RollBackReason.Refused);
    }

    /// <summary>The revision that the next start runs when no trial is on: the confirmed one, or 0.</summary>
    internal int ConfirmedRevision()
    {
        StoredConfiguration confirmed = _confirmedSlot == NoSlot ? null : _store.Read(_confirmedSlot);
        return confirmed == null ? 0 : confirmed.Revision;
    }

    /// <summary>Empties the store.</summary>
    internal bool Erase()
    {
        return _store.Erase();
    }

    private static bool Newer(StoredConfiguration one, StoredConfiguration other)
    {
        return one != null && (other == null || one.Revision >= other.Revision);
    }

    private void Forget()
    {
        EndTrial();
        _confirmedSlot = NoSlot;
        Revision = 0;
        Settings = null;
        Root = null;
        RolledBackRevision = 0;
        RolledBackReason = RollBackReason.None;
        StartFaults = new string[0];
    }

    private void EndTrial()
    {
        _onTrial = null;
        State = TrialState.None;
        _deadline = MobileRouter.NoDeadline;
    }

    private int OtherSlot()
    {
        return _confirmedSlot == 0 ? 1 : 0;
    }

    private void MarkRolledBack(int slot, StoredConfiguration stored, RollBackReason reason)
    {
        stored.State = SlotState.RolledBack;
        stored.Reason = reason;
        _ = _store.Write(slot, stored);
    }

    private void Try(int slot, StoredConfiguration stored, long now)
    {
        stored.State = SlotState.Tried;
        if (!_store.Write(slot, stored))
        {
            MarkRolledBack(slot, stored, RollBackReason.Storage);
            return;
        }

        if (!TryUse(stored.Text, stored.Revision))
        {
            MarkRolledBack(slot, stored, RollBackReason.Faulty);
            return;
        }

        _onTrial = stored;
        State = TrialState.Running;
        _deadline = now + (1000L * stored.ConfirmSeconds);
    }

    /// <summary>Finds the slot that a trial must spare, and runs it where there is no trial.</summary>
    private void FindConfirmed(StoredConfiguration[] slots, int newest)
    {
        for (int i = 0; i < ConfigurationStore.Slots; i++)
        {
            int slot = i == 0 ? newest : 1 - newest;
            StoredConfiguration stored = slots[slot];
            bool confirmed = stored != null && stored.State == SlotState.Confirmed;
            if (confirmed && (State == TrialState.Running || TryUse(stored.Text, stored.Revision)))
            {
                _confirmedSlot = slot;
                return;
            }
        }

        if (State != TrialState.Running && _store.Plain != null)
        {
            _ = TryUse(_store.Plain, 0);
        }
    }

    private bool TryUse(byte[] text, int revision)
    {
        ConfigurationCheck check = ConfigurationCheck.Of(text, _board);
        if (check.Settings == null)
        {
            StartFaults = check.Faults.ToArray();
            return false;
        }

        Settings = check.Settings;
        Root = check.Root;
        Revision = revision;
        return true;
    }
}
