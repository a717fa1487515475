// The last minutes as a picture: for each uplink its signal and its binding, the path in use, the flows, the hand-overs.

import { el, svg } from "./dom.js";
import { colour, first, keptMs, model } from "./model.js";
import { timeOf } from "./texts.js";

const signalHeight = 40;
const stripHeight = 10;
const pathHeight = 22;
const flowHeight = 10;
const weakest = -110;
const strongest = -45;
// The picture shows as much as there is, in steps: its length and that of a tick, in ms.
const lengths = [[60000, 10000], [120000, 20000], [keptMs, 60000]];
const states = ["registered", "registering", "removing", "refused"];

let host = null;

export function attach(element, legend) {
  host = element;
  new ResizeObserver(draw).observe(host);
  for (const [kind, text] of [...states.map(state => [state, state]), ["nopath", "no path"], ["unknown", "no line"]]) {
    legend.append(el("li", {}, el("span", { class: `swatch ${kind}` }), text));
  }
  legend.append(el("li", {}, el("span", { class: "swatch dot" }), "hand-over"));
}

export function draw() {
  if (!host || host.clientWidth === 0) {
    return;
  }
  const width = host.clientWidth;
  const narrow = width < 560;
  const left = narrow ? 4 : 108;
  const end = Date.now();
  const [length, step] = lengths.find(([ms]) => end - first() <= ms) ?? lengths.at(-1);
  const picture = { width, left, narrow, end, length, right: 6, y: 26, parts: [], marks: [] };
  const x = at => left + (width - left - picture.right) * Math.max(0, Math.min(1, 1 - (end - at) / length));
  picture.x = x;

  const top = picture.y - 8;
  for (const name of model.names) {
    drawUplink(picture, name);
  }
  drawPath(picture);
  for (const flow of model.status?.flows ?? []) {
    drawFlow(picture, flow);
  }
  const bottom = picture.y;
  const grid = [];
  for (let ago = length; ago >= 0; ago -= step) {
    const at = x(end - ago);
    const unit = step < 60000 ? [1000, "s"] : [60000, "min"];
    grid.push(svg("line", { class: "grid", x1: at, x2: at, y1: top, y2: bottom }));
    grid.push(svg("text", {
      class: "tick", x: at, y: bottom + 16, "text-anchor": ago === length ? "start" : ago === 0 ? "end" : "middle",
    }, ago === 0 ? "now" : narrow && ago === length - step ? "" : `−${ago / unit[0]}${narrow && ago !== length ? "" : ` ${unit[1]}`}`));
  }
  drawHandovers(picture, bottom);
  const height = bottom + 24;
  const drawing = svg("svg", {
    viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": describe(end, length),
  }, ...grid, ...picture.parts, ...picture.marks);
  host.replaceChildren(drawing);
}

function describe(end, length) {
  const recent = model.handovers.filter(handover => handover.at > end - length).length;
  const path = model.path.at(-1)?.value;
  return `The last ${length < 120000 ? "minute" : `${length / 60000} minutes`}: ${recent} ${recent === 1 ? "hand-over" : "hand-overs"}; `
    + (path ? `traffic takes ${path} now.` : "there is no path now.");
}

function title(picture, text, kind) {
  if (picture.narrow) {
    picture.parts.push(svg("text", { class: kind, x: picture.left, y: picture.y + 10 }, text));
    picture.y += 16;
  } else {
    picture.parts.push(svg("text", { class: kind, x: 4, y: picture.y + 13 }, text));
  }
}


function drawUplink(picture, name) {
  title(picture, name, "lane");
  const signals = (model.signals.get(name) ?? []).filter(sample => sample.at > picture.end - picture.length);
  if (signals.some(sample => sample.value !== null)) {
    drawSignal(picture, name, signals);
    picture.y += signalHeight;
  } else {
    picture.y += picture.narrow ? 0 : 4;
  }
  spans(picture, model.bindings.get(name) ?? [], picture.y + 2, stripHeight, state => states.includes(state) ? state : null,
    state => `${name}: ${state}`);
  picture.y += stripHeight + 16;
}

function drawSignal(picture, name, signals) {
  const base = picture.y + signalHeight;
  const latest = signals.at(-1)?.value;
  if (!picture.narrow && latest !== null && latest !== undefined) {
    picture.parts.push(svg("text", { class: "small", x: 4, y: picture.y + 29 }, `${latest} dBm`));
  }
  let path = "";
  let open = false;
  let before = null;
  for (const sample of signals) {
    const late = before !== null && sample.at - before > 5000;
    if (open && (late || sample.value === null)) {
      path += ` V${base} Z`;
      open = false;
    }
    if (sample.value !== null) {
      const share = Math.max(0.04, Math.min(1, (sample.value - weakest) / (strongest - weakest)));
      const point = `${picture.x(sample.at).toFixed(1)} ${(base - share * signalHeight).toFixed(1)}`;
      path += open ? ` L${point}` : ` M${picture.x(sample.at).toFixed(1)} ${base} L${point}`;
      open = true;
    }
    before = sample.at;
  }
  if (open) {
    path += ` H${picture.x(model.line.state === "connected" ? picture.end : before).toFixed(1)} V${base} Z`;
  }
  picture.parts.push(svg("path", { class: `signal ${colour(name)}`, d: path }, svg("title", {}, `${name}: signal`)));
  picture.parts.push(svg("line", { class: "base", x1: picture.left, x2: picture.width - picture.right, y1: base, y2: base }));
}

function spans(picture, list, y, height, kindOf, textOf, inside) {
  for (let i = 0; i < list.length; i++) {
    const from = picture.x(list[i].at);
    const until = picture.x(list[i + 1]?.at ?? picture.end);
    const kind = list[i].value === undefined ? "unknown" : kindOf(list[i].value);
    if (kind === null || until - from < 0.3) {
      continue;
    }
    picture.parts.push(svg("rect", {
      class: kind, x: from.toFixed(1), y, width: Math.max(until - from, 1).toFixed(1), height, rx: Math.min(2, height / 4),
    }, svg("title", {}, list[i].value === undefined ? "no line to the router" : textOf(list[i].value))));
    const text = inside && list[i].value !== undefined ? inside(list[i].value) : null;
    if (text && until - from > text.length * 7.5 + 12) {
      picture.parts.push(svg("text", { class: "inside", x: ((from + until) / 2).toFixed(1), y: y + height / 2 + 4 }, text));
    }
  }
}

function drawPath(picture) {
  title(picture, "Path in use", "lane");
  spans(picture, model.path, picture.y, pathHeight, name => name ? colour(name) : "nopath",
    name => name ? `traffic by ${name}` : "no path", name => name ?? "no path");
  picture.y += pathHeight + 14;
}

function drawFlow(picture, flow) {
  title(picture, flow.name, "small");
  spans(picture, model.flows.get(flow.name) ?? [], picture.y + 3, flowHeight, name => name ? colour(name) : "nopath",
    name => `${flow.name}: ${name ?? "no path"}`);
  picture.y += flowHeight + 12;
}

/** A mark for each hand-over; dots that would cover each other are one, from the first number to the last. */
function drawHandovers(picture, bottom) {
  const groups = [];
  for (const handover of model.handovers.filter(({ at }) => at > picture.end - picture.length)) {
    const x = picture.x(handover.at);
    picture.marks.push(svg("line", { class: "mark", x1: x.toFixed(1), x2: x.toFixed(1), y1: 19, y2: bottom }));
    const group = groups.at(-1);
    if (group && x - group.to < 20) {
      group.to = x;
      group.list.push(handover);
    } else {
      groups.push({ from: x, to: x, list: [handover] });
    }
  }
  for (const { from, to, list } of groups) {
    const text = list.length === 1 ? String(list[0].number) : `${list[0].number}–${list.at(-1).number}`;
    const half = Math.max(8.5, (to - from) / 2 + 6, text.length * 3.6 + 4);
    const middle = Math.min((from + to) / 2, picture.width - half);
    picture.marks.push(svg("g", {},
      svg("title", {}, list.map(({ number, at, from: old, to: next }) =>
        `Hand-over ${number} at ${timeOf(at)}: ${old ?? "no path"} to ${next ?? "no path"}`).join("\n")),
      svg("rect", { class: "dot", x: (middle - half).toFixed(1), y: 2.5, width: (2 * half).toFixed(1), height: 17, rx: 8.5 }),
      svg("text", { class: "number", x: middle.toFixed(1), y: 14.5 }, text)));
  }
}
