// The last minutes as a picture: for each uplink its signal and its binding, the path in use, the flows, the hand-overs.

import { el, svg } from "./dom.js";
import { colour, keptMs, model } from "./model.js";
import { timeOf } from "./texts.js";

const signalHeight = 40;
const stripHeight = 10;
const pathHeight = 22;
const flowHeight = 10;
const weakest = -110;
const strongest = -45;
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
  const picture = { width, left, narrow, end, right: 6, y: 26, parts: [], marks: [] };
  const x = at => left + (width - left - picture.right) * Math.max(0, Math.min(1, 1 - (end - at) / keptMs));
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
  for (let minute = 5; minute >= 0; minute--) {
    const at = x(end - minute * 60000);
    grid.push(svg("line", { class: "grid", x1: at, x2: at, y1: top, y2: bottom }));
    grid.push(svg("text", {
      class: "tick", x: at, y: bottom + 16, "text-anchor": minute === 5 ? "start" : minute === 0 ? "end" : "middle",
    }, minute === 0 ? "now" : narrow ? `−${minute}` : `−${minute} min`));
  }
  drawHandovers(picture, bottom);
  const height = bottom + 24;
  const drawing = svg("svg", {
    viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": describe(end),
  }, ...grid, ...picture.parts, ...picture.marks);
  host.replaceChildren(drawing);
}

function describe(end) {
  const recent = model.handovers.filter(handover => handover.at > end - keptMs).length;
  const path = model.path.at(-1)?.value;
  return `The last five minutes: ${recent} ${recent === 1 ? "hand-over" : "hand-overs"}; `
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
  const signals = (model.signals.get(name) ?? []).filter(sample => sample.at > picture.end - keptMs);
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

function drawHandovers(picture, bottom) {
  for (const handover of model.handovers) {
    if (handover.at > picture.end - keptMs) {
      const x = picture.x(handover.at).toFixed(1);
      picture.marks.push(svg("g", {},
        svg("title", {}, `Hand-over ${handover.number} at ${timeOf(handover.at)}: ${handover.from ?? "none"} to ${handover.to ?? "none"}`),
        svg("line", { class: "mark", x1: x, x2: x, y1: 19, y2: bottom }),
        svg("circle", { class: "dot", cx: x, cy: 11, r: 8.5 }),
        svg("text", { class: "number", x, y: 14.5 }, String(handover.number))));
    }
  }
}
