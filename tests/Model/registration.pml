/*
 * The registration protocol between the router (firmware/McoaRouter/Mobility, Bindings) and its home agent
 * (tools/HomeAgent), for spin: two uplinks with a Binding Identifier each, over a network that loses, duplicates and
 * re-orders, until it is calm. "code:" names what a part mirrors; a test sees that it exists. What is left out, and the
 * commands, stand in README.md.
 *
 * Switches: RFC5648 or INDIVIDUAL in place of bulk updates of draft-01; SECURE for the timestamps of RFC 4285; RATE has
 * updates wait for their place; WIDE gives the second uplink a second address, too. BREAK_x breaks one part: the
 * verifier must refute it.
 */

/* Sequence numbers have 4 bits in place of 16: what is up to 7 ahead is newer. */
#define MASK 15
#define HALF 8

/* How often it may be disturbed before it is calm. */
#ifndef DISTURBANCES
#define DISTURBANCES 4
#endif

/* Within how many rounds of all timers the two ends must agree once it is calm. */
#ifndef ROUNDS
#define ROUNDS 2
#endif

/* How many of the last updates and answers, 1 or 2, may still be on the way. */
#define UPDATES 2
#ifndef ANSWERS
#define ANSWERS 1
#endif

/* code: AcknowledgementReader.MaximumCorrections */
#ifndef CORRECTIONS
#define CORRECTIONS 1
#endif

/* When something is to be done: never (or no timer runs), now, or once time has passed. */
#define NEVER 0
#define NOW 1
#define LATER 2

/* code: BindingState.Absent, BindingState.Registering, BindingState.Registered, BindingState.Removing,
 * BindingState.Refused */
#define ABSENT 0
#define REGISTERING 1
#define REGISTERED 2
#define REMOVING 3
#define REFUSED 4

/* What an update says of a Binding Identifier: nothing, removal, or registration of the first or second address. */
#define NOTHING 0
#define REMOVAL 1
#define REGISTRATION 2

/* What an answer says, of all or of one; code: BindingStatus.Accepted, BindingStatus.NotHomeAgent,
 * BindingStatus.SequenceOutOfWindow, BindingStatus.TimestampMismatch, WireProfile.PartialStatus */
#define NONE 0
#define ACCEPTED 1
#define UNKNOWN 2
#define PARTIAL 3
#define OUT_OF_WINDOW 4
#define MISMATCH 5

/* ---- The network ------------------------------------------------------------------------------------------------ */

/* Each direction holds what was sent last, the newest at LAST. Each may arrive in any order, more than once, or never. */
typedef Update {
    bit there;
    byte number;     /* the sequence number */
    byte asks[2];
    bit overwrites;  /* O of RFC 5648 */
    bit overtaken;   /* the home agent took one that was sent later */
    bit former;      /* ghost: the router restarted since */
    bit origin;          /* ghost: of which exchange it is */
};

typedef Answer {
    bit there;
    byte status;
    byte number;
    byte stamp;      /* the timestamp that is returned: which update is answered */
    bit former;
    bit origin;
    byte says[2];
};

Update updates[UPDATES];
Answer answers[ANSWERS];

/* Whether losses, restarts and moves are over. */
bit calm;
/* How many disturbances may still come before that: messages lost or arriving twice, moves, restarts, timers that fire
 * while an answer is on the way, lifetimes that end. */
byte left = DISTURBANCES;
/* Which timers fire next: retransmissions, refreshes, or the ends of lifetimes. */
byte turn;
/* In the calm: how often all of them fired before the two ends agreed. */
byte waited;

/* ---- The router ------------------------------------------------------------------------------------------------- */

/* code: BindingUpdateList.Sequence */
byte sequence;

/* code: Binding.Up, Binding.CareOfAddress, Binding.State, Binding.HeldUntil, Binding.DueAt, Binding.Exchange,
 * Binding.InRemoval */
bit up[2];
bit address[2];
byte state[2];
bit held[2];
byte due[2];
byte exchange[2];    /* 0: Binding.NoExchange; otherwise 1 + its index */
bit inRemoval[2];

/* code: UpdateExchange.SendAt, UpdateExchange.IsOutstanding, UpdateExchange.Sequence, UpdateExchange.Corrections,
 * UpdateExchange.RequestedMs, UpdateExchange.Overwrites */
byte sendAt[2];
bit outstanding[2];
byte sent[2];
byte corrections[2];
bit removes[2];      /* RequestedMs is 0 */
bit overwrote[2];

/* code: HomeAgentRecord.Overwrite */
bit overwrite;

/* Ghost: the care-of addresses that each uplink ever had, a bit each. */
byte had[2];

/* ---- The home agent --------------------------------------------------------------------------------------------- */

/* code: RouterBindings.FindBinding, RouterBindings.LastSequence, RouterBindings.SequenceKeptMs */
byte cached[2];      /* 0: no binding; otherwise 1 + its care-of address */
byte lastNumber;
bit kept;

/* Of no further meaning once a step is over. */
hidden byte i, j, e, x, y, any, anew;

/* code: RegistrationPlan.Wants */
#define WANTS(b) (up[b])
/* code: RegistrationPlan.Removes */
#define REMOVES(b) (held[b] && !WANTS(b))
/* code: RegistrationPlan.ExchangeOf */
#ifdef INDIVIDUAL
#define EXCHANGE_OF(b) (WANTS(b) || REMOVES(b) -> b : 2)
#else
#ifdef RFC5648
#define EXCHANGE_OF(b) (WANTS(b) -> 0 : (REMOVES(b) -> 1 : 2))
#else
#define EXCHANGE_OF(b) (WANTS(b) || REMOVES(b) -> 0 : 2)
#endif
#endif

#define ANY_UP (up[0] || up[1])

/* code: Binding.Forget */
inline Forget(b)
{
    exchange[b] = 0;
    inRemoval[b] = 0;
    due[b] = NEVER
}

/* code: UpdateExchange.Settle */
inline Settle(n)
{
    sendAt[n] = NEVER;
    outstanding[n] = 0;
    sent[n] = 0;
    corrections[n] = 0;
    removes[n] = 0;
    overwrote[n] = 0
}

/* code: BindingTransitions.Remove */
inline Remove(b)
{
    Forget(b);
    held[b] = 0;
    state[b] = ABSENT
}

/* code: BindingTransitions.Reconsider, BindingTransitions.Rest */
inline Reconsider(changed)
{
    for (j : 0 .. 1) {
        x = (state[j] == ABSENT || state[j] == REMOVING);
        if
        :: WANTS(j) && (j == changed || x) ->
            Forget(j);
            due[j] = NOW;
            state[j] = REGISTERING
        :: !WANTS(j) && (j == changed || (!x && state[j] != REGISTERED)) ->
            Forget(j);
            state[j] = (held[j] -> REMOVING : ABSENT)
        :: else
        fi
    }
}

/* code: RegistrationPlan.Changed */
inline PlanChanged(changed)
{
    for (j : 0 .. 1) {
#ifdef INDIVIDUAL
        x = (j == changed);
#else
#ifdef RFC5648
        x = (WANTS(changed) || j == changed);
#else
        x = 1;
#endif
#endif
        if
        :: x && (WANTS(j) || REMOVES(j)) -> due[j] = NOW
        :: else
        fi
    }
}

/* code: RegistrationPlan.Prune */
inline Prune()
{
    for (e : 0 .. 1) {
        any = 0;
        for (j : 0 .. 1) {
        if
            :: exchange[j] == e + 1 && !ANY_UP ->
                exchange[j] = 0;
                inRemoval[j] = 0;
                due[j] = NOW
            :: else
            fi;
            any = any || exchange[j] == e + 1
        }
        if
        :: !any -> Settle(e)
        :: else
        fi
    }
}

/* code: HomeRegistration.Changed */
inline Changed(b)
{
    Reconsider(b);
    PlanChanged(b);
    Prune()
}

/* code: HomeRegistration.LinkUp, BindingTransitions.TakeAddress */
inline LinkUp(b, a)
{
    Forget(b);
    up[b] = 1;
    address[b] = a;
    had[b] = had[b] | (1 << a);
    Changed(b)
}

/* code: HomeRegistration.LinkDown, BindingTransitions.LoseAddress */
inline LinkDown(b)
{
    up[b] = 0;
    address[b] = 0;
    Forget(b);
    Changed(b)
}

/* What HomeRegistration.Pump would send now: of exchange n, because a binding is due or a timer ran out.
 * code: RegistrationPlan.NextToSend */
#define IS_DUE(b, n) (EXCHANGE_OF(b) == n && due[b] == NOW)
#define TO_SEND(n) (ANY_UP && (IS_DUE(0, n) || IS_DUE(1, n) || sendAt[n] == NOW))
#define IDLE (!TO_SEND(0) && !TO_SEND(1))

/* code: RegistrationPlan.Collect, RegistrationPlan.Join, UpdateExchange.Start */
inline Collect(n)
{
    any = 0;
    anew = 0;
    for (j : 0 .. 1) {
        if
        :: EXCHANGE_OF(j) != n ->
        if
            :: exchange[j] == n + 1 ->
                exchange[j] = 0;
                inRemoval[j] = 0
            :: else
            fi
        :: else ->
        if
            :: due[j] == NOW ->
                exchange[j] = n + 1;
                inRemoval[j] = !WANTS(j);
                due[j] = NEVER;
                anew = 1
            :: else
            fi;
            any = any || exchange[j] == n + 1
        fi
    }
    if
    :: anew -> Settle(n)
    :: else
    fi
}

/* code: UpdateSender.Send, BindingUpdateList.NextSequence, BindingUpdateWriter.Write, UpdateExchange.Sent, BindingTransitions.HoldUntilAnswered */
inline Send(n)
{
    sequence = (sequence + 1) & MASK;
    MoveUpdates();
    updates[UPDATES - 1].there = 1;
    updates[UPDATES - 1].number = sequence;
    updates[UPDATES - 1].origin = n;
    removes[n] = 1;
    for (j : 0 .. 1) {
        if
        :: exchange[j] != n + 1
        :: exchange[j] == n + 1 && inRemoval[j] -> updates[UPDATES - 1].asks[j] = REMOVAL
        :: exchange[j] == n + 1 && !inRemoval[j] ->
            updates[UPDATES - 1].asks[j] = REGISTRATION + address[j];
            held[j] = 1;
            removes[n] = 0
        fi
    }
#ifdef RFC5648
    overwrote[n] = (overwrite && !removes[n]);
    updates[UPDATES - 1].overwrites = overwrote[n];
#endif
    sent[n] = sequence;
    outstanding[n] = 1;
#ifdef BREAK_NEVER_RETRANSMITS
    sendAt[n] = NEVER
#else
    sendAt[n] = LATER
#endif
}

/* code: HomeRegistration.Pump */
inline Pump(n)
{
    Collect(n);
    if
    :: any -> Send(n)
    :: else -> Settle(n)
    fi
}

/* code: AcknowledgementReader.Repeat, UpdateExchange.Repeat */
inline Repeat(n)
{
    if
    :: corrections[n] < CORRECTIONS ->
        corrections[n]++;
        sendAt[n] = NOW
    :: else
    fi
}

/* The exchange whose update an answer corrects. Without security, code: HomeSecurity.Matches is always so.
 * code: AcknowledgementReader.IsCorrected, AcknowledgementReader.Names */
#define NAMES(k, n) ((answers[k].says[0] && exchange[0] == n + 1) || (answers[k].says[1] && exchange[1] == n + 1))
#ifdef SECURE
#define IS_STAMPED(k, n) (answers[k].stamp == sent[n] && !answers[k].former)
#define IS_CORRECTED(k, n) (outstanding[n] && IS_STAMPED(k, n) && NAMES(k, n))
#else
#define IS_STAMPED(k, n) (true)
#define IS_CORRECTED(k, n) (outstanding[n] && NAMES(k, n))
#endif

/* code: AcknowledgementReader.CorrectSequence */
inline CorrectSequence(k)
{
    x = IS_CORRECTED(k, 0);
    y = IS_CORRECTED(k, 1);
    if
    :: x || y ->
        if
#ifdef BREAK_GOES_BACK
        :: true -> sequence = answers[k].number
#else
        /* Only where the next number would be refused as well. */
        :: ((sequence - answers[k].number) & MASK) >= HALF - 1 -> sequence = answers[k].number
#endif
        :: else
        fi;
        if
        :: x -> Repeat(0)
        :: else
        fi;
        if
        :: y -> Repeat(1)
        :: else
        fi
    :: else
    fi
}

/* code: StatusTaker.AskLater, BindingTransitions.Refuse */
inline AskLater(b)
{
    exchange[b] = 0;
    inRemoval[b] = 0;
    due[b] = LATER;
    state[b] = (state[b] == REGISTERING -> REFUSED : state[b])
}

/* One binding's status: code: StatusTaker.TakeStatus, StatusTaker.Grant, BindingTransitions.Register */
inline TakeStatus(b, status)
{
    if
    :: inRemoval[b] -> Remove(b)    /* accepted, or unknown: gone in any case */
    :: !inRemoval[b] && status == ACCEPTED ->
        exchange[b] = 0;
#ifndef BREAK_NEVER_REFRESHES
        due[b] = LATER;
#endif
        held[b] = 1;
        state[b] = REGISTERED
    :: else -> AskLater(b)
    fi
}

/* code: AcknowledgementReader.Take, StatusTaker.Take, StatusTaker.TakeEach, StatusTaker.TakeGrant,
 * StatusTaker.AskTheRestLater, StatusTaker.Refused, StatusReactions.Of */
inline TakeAnswer(k, n)
{
    /* What answers one update is not taken for another's. */
    assert(answers[k].origin == n || answers[k].former);
    if
    :: answers[k].status == MISMATCH -> Repeat(n)   /* code: AcknowledgementReader.CorrectClock */
    :: else ->
        /* 133 of a whole message has the router leave its home agent, unless it only removed. */
        x = (answers[k].status == UNKNOWN && !removes[n]);
#ifdef SECURE
        assert(!x);
#endif
        if
        :: overwrote[n] && !x -> overwrite = 0
        :: else
        fi;
        Settle(n);
        for (j : 0 .. 1) {
        if
            :: exchange[j] == n + 1 && x -> AskLater(j)
            :: exchange[j] == n + 1 && !x && answers[k].says[j] -> TakeStatus(j, answers[k].says[j])
            :: else
            fi;
        if
            :: exchange[j] == n + 1 ->
                exchange[j] = 0;
                inRemoval[j] = 0;
                due[j] = LATER
            :: else
            fi
        }
    fi
}

/* code: HomeRegistration.Acknowledge, UpdateExchanges.Outstanding */
#define IS_ANSWERED(k, n) (outstanding[n] && sent[n] == answers[k].number && IS_STAMPED(k, n))
inline Acknowledge(k)
{
    if
    :: answers[k].status == OUT_OF_WINDOW ->
#ifndef BREAK_IGNORES_135
        CorrectSequence(k)
#else
        skip
#endif
    :: else ->
        if
        :: IS_ANSWERED(k, 0) -> TakeAnswer(k, 0)
        :: !IS_ANSWERED(k, 0) && IS_ANSWERED(k, 1) -> TakeAnswer(k, 1)
        :: else
        fi
    fi
}

/* The lifetime of a binding ends at the router. code: BindingTransitions.Expire */
inline ExpireHere(b)
{
    if
    :: state[b] == REGISTERED && WANTS(b) -> state[b] = REGISTERING
    :: else -> Remove(b)
    fi
}

/* Memory is lost. The boards start at sequence number 0, which is anywhere from the old one, and with O where the
 * profile has it. */
inline RestartRouter(number)
{
    for (j : 0 .. 1) {
        Remove(j);
        Settle(j);
        up[j] = 0;
        address[j] = 0
    }
    sequence = number;
    for (j : 0 .. UPDATES - 1) {
        updates[j].former = updates[j].there
    }
    for (j : 0 .. ANSWERS - 1) {
        answers[j].former = answers[j].there
    }
#ifdef RFC5648
    overwrite = 1
#endif
}

/* ---- The home agent --------------------------------------------------------------------------------------------- */

#define EMPTY (!cached[0] && !cached[1])

/* code: RouterBindings.AcceptsSequence */
#define IS_NEWER(n) (((lastNumber - (n)) & MASK) > HALF)
#ifdef BREAK_ACCEPTS_ANY_SEQUENCE
#define ACCEPTS(n) (1)
#else
#define ACCEPTS(n) ((EMPTY && !kept) || IS_NEWER(n))
#endif

/* What was sent before the update at k, and itself, is old from now on. code: ReplayWindow.Accept */
inline MarkOvertaken(k)
{
    for (j : 0 .. k) {
        updates[j].overtaken = updates[j].there
    }
}

inline Reply(result, last, from)
{
    MoveAnswers();
    answers[ANSWERS - 1].there = 1;
    answers[ANSWERS - 1].status = result;
    answers[ANSWERS - 1].number = last;
    answers[ANSWERS - 1].origin = updates[from].origin;
    answers[ANSWERS - 1].former = updates[from].former;
#ifdef SECURE
    answers[ANSWERS - 1].stamp = updates[from].number
#endif
}

/* Takes out a binding; the sequence number is kept for a while. code: RouterBindings.RemoveAt */
inline Uncache(b)
{
    cached[b] = 0;
    kept = 1
}

/* What stands and is not named goes, where the update registers with O. code: JudgedIdentifiers.Keeps */
#define IS_REGISTRATION(k, b) (updates[k].asks[b] >= REGISTRATION)
#define REGISTERS(k) (IS_REGISTRATION(k, 0) || IS_REGISTRATION(k, 1))

/* Carries out what each option asks for. code: BindingUpdateProcessor.CarryOutOptions, JudgedIdentifiers.Judge,
 * JudgedIdentifiers.JudgeUsable, BindingCache.Register, BindingCache.Remove */
inline CarryOut(k)
{
    for (j : 0 .. 1) {
        if
        :: updates[k].asks[j] == NOTHING ->
        if
            :: updates[k].overwrites && REGISTERS(k) && cached[j] -> Uncache(j)
            :: else
            fi
        :: updates[k].asks[j] == REMOVAL ->
            answers[ANSWERS - 1].says[j] = (cached[j] -> ACCEPTED : UNKNOWN);
        if
            :: cached[j] -> Uncache(j)
            :: else
            fi
        :: IS_REGISTRATION(k, j) ->
            answers[ANSWERS - 1].says[j] = ACCEPTED;
            cached[j] = 1 + updates[k].asks[j] - REGISTRATION;
#ifdef BREAK_TAKES_ANOTHER_ADDRESS
            cached[j] = (cached[j] == 1 -> 2 : 1);
#endif
            assert(had[j] & (1 << (cached[j] - 1)))
        fi
    }
    kept = kept && EMPTY;
    /* code: JudgedIdentifiers.RefusalStatus */
    x = (answers[ANSWERS - 1].says[0] == UNKNOWN || answers[ANSWERS - 1].says[1] == UNKNOWN);
    y = (answers[ANSWERS - 1].says[0] == ACCEPTED || answers[ANSWERS - 1].says[1] == ACCEPTED);
    answers[ANSWERS - 1].status = (!x -> ACCEPTED : (y -> PARTIAL : UNKNOWN))
}

/* code: BindingUpdateProcessor.Process, BindingUpdateProcessor.Decide, BindingAcknowledgementWriter.Write */
inline Process(k)
{
    if
#ifdef SECURE
    /* code: UpdateAuthentication.JudgeTimestamp, ReplayWindow.IsFresh */
    :: updates[k].overtaken -> Reply(MISMATCH, updates[k].number, k)
    :: else ->
#else
    :: true ->
#endif
        if
        :: !ACCEPTS(updates[k].number) ->
#ifdef SECURE
            MarkOvertaken(k);
#endif
            Reply(OUT_OF_WINDOW, lastNumber, k);
            answers[ANSWERS - 1].says[0] = updates[k].asks[0] != NOTHING;
            answers[ANSWERS - 1].says[1] = updates[k].asks[1] != NOTHING
        :: else ->
            /* A sequence number is never accepted backwards, while the last one is remembered. */
            assert((EMPTY && !kept) || IS_NEWER(updates[k].number));
#ifdef SECURE
            assert(!updates[k].overtaken);
            MarkOvertaken(k);
#endif
            lastNumber = updates[k].number;
            Reply(ACCEPTED, lastNumber, k);
            CarryOut(k)
        fi
    fi
}

/* The lifetime of a binding ends at the home agent. code: BindingCache.ExpireRouter */
inline ExpireThere(b)
{
    Uncache(b);
    kept = EMPTY
}

/* SequenceKeptMs after the last binding ended, its sequence number is forgotten: nothing is on the way as long. */
inline ForgetSequence()
{
    kept = 0;
    lastNumber = 0;
    for (j : 0 .. UPDATES - 1) {
        LoseUpdate(j)
    }
}

/* The cache is lost, and with it sequence number and timestamps. */
inline RestartHomeAgent()
{
    cached[0] = 0;
    cached[1] = 0;
    kept = 0;
    lastNumber = 0;
    for (j : 0 .. UPDATES - 1) {
        updates[j].overtaken = 0
    }
}

/* Only differences between sequence numbers matter: after each step all are counted from the router's own. */
inline Normalise()
{
    for (i : 0 .. UPDATES - 1) {
        updates[i].number = (updates[i].there -> (updates[i].number - sequence) & MASK : 0)
    }
    for (i : 0 .. ANSWERS - 1) {
        answers[i].number = (answers[i].there -> (answers[i].number - sequence) & MASK : 0);
#ifdef SECURE
        answers[i].stamp = (answers[i].there -> (answers[i].stamp - sequence) & MASK : 0)
#endif
    }
    for (i : 0 .. 1) {
        sent[i] = (outstanding[i] -> (sent[i] - sequence) & MASK : 0)
    }
    lastNumber = (!EMPTY || kept -> (lastNumber - sequence) & MASK : 0);
    sequence = 0
}

/* ---- The network's steps ---------------------------------------------------------------------------------------- */

inline LoseUpdate(k)
{
    updates[k].there = 0;
    updates[k].number = 0;
    updates[k].asks[0] = NOTHING;
    updates[k].asks[1] = NOTHING;
    updates[k].overwrites = 0;
    updates[k].overtaken = 0;
    updates[k].former = 0;
    updates[k].origin = 0
}

inline LoseAnswer(k)
{
    answers[k].there = 0;
    answers[k].status = NONE;
    answers[k].number = 0;
    answers[k].stamp = 0;
    answers[k].former = 0;
    answers[k].origin = 0;
    answers[k].says[0] = NONE;
    answers[k].says[1] = NONE
}

/* A message is sent: those before it move on, and the oldest is lost where there is no room. */
inline MoveUpdates()
{
    if
    :: updates[UPDATES - 1].there ->
        for (i : 0 .. UPDATES - 2) {
            updates[i].there = updates[i + 1].there;
            updates[i].number = updates[i + 1].number;
            updates[i].asks[0] = updates[i + 1].asks[0];
            updates[i].asks[1] = updates[i + 1].asks[1];
            updates[i].overwrites = updates[i + 1].overwrites;
            updates[i].overtaken = updates[i + 1].overtaken;
            updates[i].former = updates[i + 1].former;
            updates[i].origin = updates[i + 1].origin
        }
    :: else
    fi;
    LoseUpdate(UPDATES - 1)
}

inline MoveAnswers()
{
#if ANSWERS > 1
    if
    :: answers[ANSWERS - 1].there ->
        for (i : 0 .. ANSWERS - 2) {
            answers[i].there = answers[i + 1].there;
            answers[i].status = answers[i + 1].status;
            answers[i].number = answers[i + 1].number;
            answers[i].stamp = answers[i + 1].stamp;
            answers[i].former = answers[i + 1].former;
            answers[i].origin = answers[i + 1].origin;
            answers[i].says[0] = answers[i + 1].says[0];
            answers[i].says[1] = answers[i + 1].says[1]
        }
    :: else
    fi;
#endif
    LoseAnswer(ANSWERS - 1)
}

#define ON_THE_WAY (updates[0].there || updates[UPDATES - 1].there || answers[0].there || answers[ANSWERS - 1].there)

/* Every event at the router ends with HomeRegistration.Pump: it sends what is due before anything else happens. RATE has
 * it wait for its place within MAX_UPDATE_RATE as long as you like (code: UpdateSender.FreeAt). */
#ifdef RATE
#define QUIET (true)
#else
#define QUIET (IDLE)
#endif
#define DISTURBED (QUIET && left > 0)

/* In the calm nothing is lost. */
#define HAS_ROOM (!calm || !answers[ANSWERS - 1].there)

/* What either end does of itself, and the network: always possible. */
#define UPDATE_ARRIVES(k) \
    :: d_step { QUIET && updates[k].there && HAS_ROOM -> Process(k); LoseUpdate(k); Normalise(); skip } \
    :: d_step { DISTURBED && updates[k].there -> left--; Process(k); Normalise(); skip } \
    :: d_step { DISTURBED && updates[k].there -> left--; LoseUpdate(k); skip }
#define ANSWER_ARRIVES(k) \
    :: d_step { QUIET && answers[k].there -> Acknowledge(k); LoseAnswer(k); Normalise(); skip } \
    :: d_step { DISTURBED && answers[k].there -> left--; Acknowledge(k); Normalise(); skip } \
    :: d_step { DISTURBED && answers[k].there -> left--; LoseAnswer(k); skip }
#define SENDS(n) \
    :: d_step { TO_SEND(n) -> Pump(n); Normalise(); skip }

/* Until it is calm: moves of an uplink, and timers at any time, as far as they are in order. */
#define MOVES(b) \
    :: d_step { DISTURBED && !(up[b] && !address[b]) -> left--; LinkUp(b, 0); skip } \
    :: d_step { DISTURBED && up[b] -> left--; LinkDown(b); skip }
#define OTHER_ADDRESS(b) \
    :: d_step { DISTURBED && !(up[b] && address[b]) -> left--; LinkUp(b, 1); skip }
#define RESTARTS(number) \
    :: d_step { DISTURBED -> left--; RestartRouter(number); Normalise(); skip }
#define TIMERS(b) \
    :: d_step { DISTURBED && sendAt[b] == LATER -> left--; sendAt[b] = NOW; skip } \
    :: d_step { DISTURBED && due[b] == LATER -> left--; due[b] = NOW; skip } \
    :: d_step { DISTURBED && (state[b] == REMOVING || (state[b] == REGISTERED && due[b] != LATER)) -> left--; ExpireHere(b); skip } \
    :: d_step { DISTURBED && cached[b] -> left--; ExpireThere(b); Normalise(); skip }

/* In the calm an update is answered before any timer runs out, and lifetimes end unless they are refreshed in time. */
#define RETRANSMITS (ANY_UP && (sendAt[0] == LATER || sendAt[1] == LATER))
#define REFRESHES (ANY_UP && (due[0] == LATER || due[1] == LATER))
#define ENDS(b) (state[b] == REMOVING || (cached[b] && !up[b]))
#define ANY_ENDS (ENDS(0) || ENDS(1))
#define TIME_PASSES (IDLE && !ON_THE_WAY)

/* The two ends agree. */
#define REGISTERED_HERE_AND_THERE(b) (up[b] && cached[b] == 1 + address[b] && state[b] == REGISTERED)
#define ABSENT_HERE_AND_THERE(b) (!up[b] && !cached[b] && state[b] == ABSENT)
#define AGREES(b) (REGISTERED_HERE_AND_THERE(b) || ABSENT_HERE_AND_THERE(b))
#define AGREE (AGREES(0) && AGREES(1))

inline PassTime()
{
    if
    :: turn == 0 ->
        for (i : 0 .. 1) {
            sendAt[i] = (sendAt[i] == LATER -> NOW : sendAt[i])
       ; skip }
    :: turn == 1 ->
        for (i : 0 .. 1) {
            due[i] = (due[i] == LATER -> NOW : due[i])
       ; skip }
    :: else ->
        for (i : 0 .. 1) {
        if
            :: state[i] == REMOVING -> Remove(i)
            :: else
            fi;
        if
            :: cached[i] && !up[i] -> ExpireThere(i)
            :: else
            fi
        }
    fi;
    turn = (turn + 1) % 3;
    if
    :: calm && turn == 0 ->
        waited = (AGREE -> 0 : waited + 1);
        assert(waited <= ROUNDS)
    :: else
    fi
}

active proctype world()
{
    d_step { RestartRouter(0); LinkUp(0, 0); LinkUp(1, 0); skip }
    do
    UPDATE_ARRIVES(0)
    UPDATE_ARRIVES(UPDATES - 1)
    ANSWER_ARRIVES(0)
#if ANSWERS > 1
    ANSWER_ARRIVES(ANSWERS - 1)
#endif
    SENDS(0)
    SENDS(1)
    MOVES(0)
    MOVES(1)
    OTHER_ADDRESS(0)
#ifdef WIDE
    OTHER_ADDRESS(1)
#endif
    TIMERS(0)
    TIMERS(1)
    :: d_step { DISTURBED && EMPTY && kept -> left--; ForgetSequence(); Normalise(); skip }
    RESTARTS(MASK)
    RESTARTS(HALF)
    RESTARTS(2)
    :: d_step { DISTURBED -> left--; RestartHomeAgent(); Normalise(); skip }
    :: d_step { QUIET && !calm -> calm = 1; left = 0; skip }
    :: d_step { TIME_PASSES && (RETRANSMITS || REFRESHES || ANY_ENDS) -> PassTime(); Normalise(); skip }
    /* Without an uplink nothing is left to do. An uplink and no timer would be a dead state: the verifier tells. */
    :: calm && TIME_PASSES && !ANY_UP && !ANY_ENDS -> break
    od
}

ltl agreement { (<> calm) -> (<> [] AGREE) }
