// What is known of the router: its last status, and the last minutes as spans of time.

export const keptMs = 5 * 60 * 1000;
const keptHandovers = 50;
const keptTrips = 60;
const keptEvents = 500;

export const model = {
  line: { state: "connecting" },
  hello: null,
  status: null,
  statusAt: 0,
  present: false,
  names: [],
  signals: new Map(),
  trips: new Map(),
  bindings: new Map(),
  flows: new Map(),
  path: [],
  lines: [],
  handovers: [],
  events: [],
  rates: new Map(),
  serial: 0,
};

/** The colour of an uplink: its place in the configuration. */
export function colour(name) {
  const index = model.names.indexOf(name);
  return index < 0 ? "nopath" : `u${index % 8}`;
}

/** When what is known begins. */
export function first() {
  return Math.min(...[...model.signals.values()].map(samples => samples[0].at), Date.now());
}

function enter(spans, at, value) {
  const end = spans.at(-1);
  if (end && end.value === value) {
    return false;
  }
  spans.push({ at, value });
  while (spans.length > 1 && spans[1].at < at - keptMs) {
    spans.shift();
  }
  return true;
}

function of(map, name) {
  if (!map.has(name)) {
    map.set(name, []);
  }
  return map.get(name);
}

function onPath(at, uplink) {
  const before = model.path.at(-1);
  if (enter(model.path, at, uplink ?? null) && before && before.value !== undefined) {
    model.serial++;
    model.handovers.push({ number: model.serial, at, from: before.value, to: uplink ?? null });
    if (model.handovers.length > keptHandovers) {
      model.handovers.shift();
    }
  }
}

function onStatus(at, status) {
  const before = model.status;
  const seconds = (at - model.statusAt) / 1000;
  model.names = status.uplinks.map(uplink => uplink.name);
  for (const uplink of status.uplinks) {
    enter(of(model.bindings, uplink.name), at, uplink.binding);
    const signals = of(model.signals, uplink.name);
    signals.push({ at, value: uplink.up === false ? null : uplink.signal ?? null });
    while (signals.length > 1 && signals[1].at < at - keptMs) {
      signals.shift();
    }
    const trips = of(model.trips, uplink.name);
    trips.push({ at, value: uplink.probes?.roundTripMs ?? null });
    while (trips.length > keptTrips) {
      trips.shift();
    }
    const old = before?.uplinks.find(other => other.name === uplink.name);
    if (old?.out && uplink.out && seconds > 0.2 && uplink.out.octets >= old.out.octets && uplink.in.octets >= old.in.octets) {
      model.rates.set(uplink.name, {
        out: (uplink.out.octets - old.out.octets) / seconds, in: (uplink.in.octets - old.in.octets) / seconds,
      });
    }
  }
  for (const flow of status.flows ?? []) {
    enter(of(model.flows, flow.name), at, flow.choice ?? null);
  }
  if (status.registration !== "none") {
    onPath(at, status.path ?? status.atHome ?? null);
  }
  model.status = status;
  model.statusAt = at;
}

function onLine(at, line) {
  model.line = line;
  enter(model.lines, at, line.state);
  if (line.hello) {
    model.hello = line.hello;
  }
  if (line.state === "lost") {
    model.rates.clear();
    for (const spans of [model.path, ...model.bindings.values(), ...model.flows.values()]) {
      if (spans.length) {
        enter(spans, at, undefined);
      }
    }
  }
}

/** Takes one line of the feed. */
export function take({ at, event, text }) {
  switch (event.event) {
    case "present":
      model.present = true;
      return;
    case "status":
      onStatus(at, event);
      return;
    case "line":
      onLine(at, event);
      break;
    case "binding":
      enter(of(model.bindings, event.uplink), at, event.state);
      break;
    case "path":
      onPath(at, event.uplink);
      break;
    case "configuration":
      if (model.hello) {
        const rolled = event.state === "rolledBack";
        model.hello.rolledBack = rolled ? { revision: event.revision, reason: event.reason ?? "no reason given" } : null;
        model.hello.configuration = rolled ? "confirmed" : event.state;
      }
      break;
    default:
      break;
  }
  const end = model.events.at(-1);
  if (event.event !== "line" || !end || end.event.event !== "line" || end.event.state !== event.state) {
    model.events.push({ at, event, text });
    if (model.events.length > keptEvents) {
      model.events.shift();
    }
  }
}

/** Forgets what a new feed tells again. */
export function restart() {
  for (const map of [model.signals, model.trips, model.bindings, model.flows, model.rates]) {
    map.clear();
  }
  for (const list of [model.path, model.lines, model.handovers, model.events]) {
    list.length = 0;
  }
  model.serial = 0;
  model.status = null;
  model.present = false;
}
