// The live view: cards of uplinks, tables and facts, kept up to date in place.

import { byId, el, mark, say, svg } from "./dom.js";
import { request } from "./api.js";
import { colour, model } from "./model.js";
import { count, duration, octets, rate, timeOf, words } from "./texts.js";

const slowEveryMs = 5000;
const sparkWidth = 88;
const sparkHeight = 18;
const cards = new Map();
let slowAt = 0;
let facts = { bindings: null, counters: null };

/** Draws what the last status says. */
export function drawStatus() {
  const status = model.status;
  if (!status) {
    return;
  }
  say(byId("summary"), summary(status));
  drawCards(status);
  drawFlows(status);
  drawRegistration(status);
}

function summary(status) {
  if (status.registration === "none") {
    return "The router has no configuration yet: give it one under Configuration.";
  }
  const registered = status.uplinks.filter(uplink => uplink.binding === "registered").length;
  const of = `${registered} of ${status.uplinks.length} uplinks registered`
    + (status.homeAgent ? ` with ${status.homeAgent}` : "");
  if (status.atHome) {
    return `At home by ${status.atHome}; ${of}.`;
  }
  return status.path ? `Traffic takes ${status.path}; ${of}.` : `No path: traffic has nowhere to go; ${of}.`;
}

function drawCards(status) {
  const host = byId("uplinks");
  for (const [name, card] of cards) {
    if (!model.names.includes(name)) {
      card.root.remove();
      cards.delete(name);
    }
  }
  status.uplinks.forEach((uplink, index) => {
    if (!cards.has(uplink.name)) {
      cards.set(uplink.name, newCard(uplink.name));
    }
    const card = cards.get(uplink.name);
    if (host.children[index] !== card.root) {
      host.insertBefore(card.root, host.children[index] ?? null);
    }
    drawCard(card, uplink, status);
  });
}

function newCard(name) {
  const card = { cells: {} };
  const row = (key, title) => {
    card.cells[key] = el("dd", {});
    return [el("dt", {}, title), card.cells[key]];
  };
  card.state = el("span", { class: "pill" });
  card.standing = el("span", { class: "pill" });
  card.used = el("span", { class: "used" }, "carries traffic");
  card.bars = svg("svg", { class: "bars", viewBox: "0 0 22 16", role: "img" },
    ...[0, 1, 2, 3].map(i => svg("rect", { x: i * 6, y: 12 - i * 4, width: 4, height: 4 + i * 4, rx: 1 })));
  card.line = svg("polyline", { points: "" });
  card.spark = svg("svg", { class: "spark", viewBox: `0 0 ${sparkWidth} ${sparkHeight}`, role: "img" }, card.line);
  card.probed = el("span");
  card.answered = el("span", { class: "note" });
  card.life = el("progress", { max: 1, value: 0, "aria-label": `${name}: remaining lifetime of the binding` });
  card.dot = el("span", { class: "swatch" });
  card.root = el("article", { class: "card", "aria-label": `Uplink ${name}` },
    el("header", {}, card.dot, el("h3", {}, name), card.used, card.bars),
    el("div", { class: "binding" }, card.state, card.standing, card.cells.remaining = el("span", { class: "note" })),
    card.life,
    el("dl", { class: "facts" },
      ...row("link", "Link"), ...row("address", "Care-of address"), ...row("bid", "BID, priority"),
      ...row("trip", "Round trip"), ...row("probes", "Probes"), ...row("out", "Sent"), ...row("in", "Received")));
  card.cells.probes.classList.add("probes");
  card.cells.probes.append(card.probed, card.spark, card.answered);
  return card;
}

function drawCard(card, uplink, status) {
  const { cells } = card;
  const lit = uplink.up && typeof uplink.signal === "number" ? Math.max(1, Math.min(4, Math.ceil((uplink.signal + 110) / 15))) : 0;
  mark(card.dot, "class", `swatch ${colour(uplink.name)}`);
  mark(card.root, "data-up", String(Boolean(uplink.up)));
  card.used.hidden = status.path !== uplink.name;
  mark(card.state, "data-state", uplink.binding);
  say(card.state, uplink.binding === "absent" ? "no binding" : words(uplink.binding));
  card.bars.toggleAttribute("hidden", typeof uplink.signal !== "number");
  mark(card.bars, "data-lit", String(lit));
  mark(card.bars, "aria-label", typeof uplink.signal === "number" ? `signal ${uplink.signal} dBm` : "signal unknown");
  const held = uplink.binding === "registered";
  say(cells.remaining, held ? `${duration(uplink.remainingSeconds)} left`
    : uplink.status >= 128 ? `refused with status ${uplink.status}` : "");
  card.life.classList.toggle("empty", !held);
  const lifetime = Math.max(
    facts.bindings?.bindings?.find(binding => binding.uplink === uplink.name)?.lifetimeSeconds ?? 0, card.longest ?? 0, uplink.remainingSeconds ?? 0);
  card.longest = held ? lifetime : 0;
  card.life.max = Math.max(1, lifetime);
  card.life.value = held ? uplink.remainingSeconds : 0;
  say(cells.link, [words(uplink.link), uplink.up ? "up" : "down", typeof uplink.signal === "number" ? `${uplink.signal} dBm` : null]
    .filter(Boolean).join(", "));
  say(cells.address, uplink.careOfAddress ? uplink.careOfAddress + (uplink.transport === "udp" ? " (UDP)" : "") : "–");
  say(cells.bid, `${uplink.bid}, ${uplink.priority}`);
  say(cells.trip, typeof uplink.roundTripMs === "number" ? `${uplink.roundTripMs} ms` : "–");
  drawPath(card, uplink);
  traffic(cells.out, uplink.out, model.rates.get(uplink.name)?.out);
  traffic(cells.in, uplink.in, model.rates.get(uplink.name)?.in);
}

/** What is known of the path: its standing, what its probes lost, and how long the last ones took. */
function drawPath(card, uplink) {
  const { probes } = uplink;
  const watched = Boolean(probes && uplink.up);
  card.standing.hidden = !watched;
  card.spark.toggleAttribute("hidden", !watched);
  if (!watched) {
    say(card.probed, "–");
    say(card.answered, "");
    return;
  }
  mark(card.standing, "data-state", uplink.standing);
  say(card.standing, `path ${uplink.standing}`);
  const trip = probes.roundTripMs;
  say(card.probed, `${typeof trip === "number" ? `${trip} ms, ` : ""}${probes.lossPercent} % lost`);
  say(card.answered, `${count(probes.answered)} of ${count(probes.sent)} answered`);
  const known = (model.trips.get(uplink.name) ?? []).map(sample => sample.value);
  const most = Math.max(1, ...known);
  const step = sparkWidth / Math.max(1, known.length - 1);
  // What was not answered stands on the ground.
  const points = known.map((value, i) =>
    `${(i * step).toFixed(1)},${(sparkHeight - 1 - (sparkHeight - 2) * (value ?? 0) / most).toFixed(1)}`);
  mark(card.line, "points", known.length > 1 ? points.join(" ") : "");
  mark(card.spark, "aria-label", `round trips of the last ${known.length} statuses, at most ${most} ms`);
}

function traffic(cell, counters, speed) {
  say(cell, counters
    ? `${count(counters.packets)} packets, ${octets(counters.octets)}${speed === undefined ? "" : `, ${rate(speed)}`}` : "–");
}

function chip(name, text = name) {
  return name
    ? el("span", { class: "chip" }, el("span", { class: `swatch ${colour(name)}` }), text)
    : el("span", { class: "chip" }, el("span", { class: "swatch nopath" }), "no path");
}

function redraw(id, key, build) {
  const host = byId(id);
  if (host.dataset.key !== key) {
    host.dataset.key = key;
    host.replaceChildren(...[build()].flat());
  }
}

function drawFlows(status) {
  const flows = status.flows ?? [];
  const rest = status.atHome ?? status.path ?? null;
  redraw("flows", JSON.stringify([flows, rest, model.names]), () => table(
    ["Flow", "May take", "Takes now", "Home agent"],
    [...flows.map(flow => [flow.name, mayTake(flow), takes(flow), followed(flow)]),
      [flows.length ? "everything else" : "all traffic", "by priority", chip(rest), null]]));
}

// A status names uplinks of flows by their place among its uplinks.
function mayTake(flow) {
  const names = (flow.uplinks ?? []).map(index => model.names[index] ?? "?");
  return flow.balanced ? `${names.join(" and ")}, balanced` : names.join(", then ");
}

function takes(flow) {
  const shares = flow.shares ?? [];
  const all = shares.reduce((sum, share) => sum + share, 0);
  const parts = shares.map((share, i) => [model.names[flow.uplinks[i]], share]).filter(([, share]) => share > 0);
  return parts.length === 0 ? chip(null) : el("span", { class: "chips" }, ...parts.map(([name, share]) =>
    chip(name, share < all ? `${name} ${Math.round(100 * share / all)} %` : name)));
}

function followed(flow) {
  const text = { acknowledged: "follows", stated: "asked", refused: `refuses (${flow.status})`, ignored: "knows no flows" };
  return flow.homeAgent
    ? el("span", { class: "pill", "data-state": flow.homeAgent }, text[flow.homeAgent] ?? words(flow.homeAgent)) : null;
}

export function drawHandovers() {
  redraw("handovers", `${model.serial} ${model.names}`, () => {
    if (model.handovers.length === 0) {
      return el("p", { class: "note" }, "None since this page looks on.");
    }
    const rows = model.handovers.slice(-8).reverse().map(handover => [
      el("span", { class: "swatch dot numbered" }, String(handover.number)), timeOf(handover.at),
      el("span", {}, chip(handover.from), " → ", chip(handover.to))]);
    return table(["No.", "Time", "From, to"], rows);
  });
}

function drawRegistration(status) {
  const security = { none: "none: anyone on the path can move the traffic", "hmac-sha1": "HMAC-SHA-1 (RFC 4285)" };
  const list = [
    ["State", words(status.registration)],
    ["Home agent", status.homeAgent], ["Home address", status.homeAddress], ["Prefixes", status.prefixes?.join(", ")],
    ["Form", [status.form, status.wireProfile].filter(Boolean).join(", ")],
    ["Authentication", security[status.security] ?? status.security],
    ["Next refresh", typeof status.refreshInMs === "number" && status.refreshInMs >= 0 ? `in ${duration(status.refreshInMs / 1000)}` : null],
    ["Traffic out", status.traffic ? `${count(status.traffic.out.packets)} packets, ${octets(status.traffic.out.octets)}` : null],
    ["Traffic in", status.traffic ? `${count(status.traffic.in.packets)} packets, ${octets(status.traffic.in.octets)}` : null],
    ["Memory free", status.memoryFree ? octets(status.memoryFree) : null],
    ["Running for", duration(status.uptimeMs / 1000)],
  ].filter(([, value]) => value);
  const host = byId("registration");
  if (host.dataset.key !== list.map(([key]) => key).join()) {
    host.dataset.key = list.map(([key]) => key).join();
    host.replaceChildren(...list.flatMap(([key]) => [el("dt", {}, key), el("dd", {})]));
  }
  list.forEach(([key, value], i) => {
    const cell = host.children[2 * i + 1];
    say(cell, value);
    cell.classList.toggle("fault", key === "Authentication" && status.security === "none");
  });
}

export function table(heads, rows, numbers = []) {
  const align = i => numbers.includes(i) ? { class: "number" } : {};
  return el("div", { class: "scroll" }, el("table", {},
    el("thead", {}, el("tr", {}, ...heads.map((head, i) => el("th", { scope: "col", ...align(i) }, head)))),
    el("tbody", {}, ...rows.map(row => el("tr", {}, ...row.map((cell, i) => el("td", align(i), cell ?? "–")))))));
}

/** Asks for what no event tells: the Binding Update List and the counters; only while somebody looks. */
export async function drawSlowly() {
  if (document.hidden || byId("live").hidden || model.line.state !== "connected" || Date.now() - slowAt < slowEveryMs) {
    return;
  }
  slowAt = Date.now();
  const bindings = await request("bindings");
  const counters = await request("counters");
  facts = { bindings: bindings.ok ? bindings.result : facts.bindings, counters: counters.ok ? counters.result : facts.counters };
  drawFacts();
}

function drawFacts() {
  if (facts.bindings) {
    redraw("bindings", JSON.stringify(facts.bindings), () => bindings(facts.bindings));
  }
  if (facts.counters) {
    redraw("counters", JSON.stringify(facts.counters), () => counters(facts.counters));
  }
}

function bindings(found) {
  const rows = (found.bindings ?? []).map(binding => [
    chip(binding.uplink), String(binding.bid), el("code", {}, binding.careOfAddress ?? "–"),
    el("span", { class: "pill", "data-state": binding.state }, words(binding.state)), String(binding.status),
    count(binding.sequence),
    binding.lifetimeSeconds > 0 ? `${duration(binding.remainingSeconds)} of ${duration(binding.lifetimeSeconds)}` : "–"]);
  const parts = [rows.length
    ? table(["Uplink", "BID", "Care-of address", "State", "Status", "Sequence", "Lifetime left"], rows, [1, 4, 5])
    : el("p", { class: "note" }, "The Binding Update List is empty.")];
  if (found.correspondents?.length) {
    const keys = [...new Set(found.correspondents.flatMap(Object.keys))];
    parts.push(el("h3", {}, "Correspondents"), table(keys.map(key => words(key)),
      found.correspondents.map(row => keys.map(key => row[key] === undefined || row[key] === null ? null : String(row[key])))));
  }
  return parts;
}

function counters(found) {
  const rows = [];
  for (const [group, values] of Object.entries(found)) {
    flatten(group, values, rows);
  }
  return rows.length
    ? table(["What", "Which", "Count"], rows, [2])
    : el("p", { class: "note" }, "Nothing was refused.");
}

function flatten(group, values, rows) {
  for (const [key, value] of Object.entries(values ?? {})) {
    if (typeof value === "object" && value !== null) {
      flatten(`${group}, ${words(key)}`, value, rows);
    } else if (value) {
      rows.push([words(group), words(key), typeof value === "number" ? count(value) : String(value)]);
    }
  }
}

/** The log view. */
export function drawEvents() {
  const rows = [];
  for (let i = model.events.length - 1; i >= 0 && rows.length < 200; i--) {
    const { at, event, text } = model.events[i];
    rows.push(el("li", { "data-kind": event.event }, el("time", {}, timeOf(at)), el("span", {}, text)));
  }
  byId("events").replaceChildren(...rows);
}

export async function drawLog() {
  const answer = await request("log", { last: 32 });
  const lines = answer.ok ? answer.result.lines : [answer.error.message];
  byId("lines").replaceChildren(...(lines.length ? lines.toReversed().map(line => el("li", {}, line))
    : [el("li", { class: "note" }, "The log is empty.")]));
}
