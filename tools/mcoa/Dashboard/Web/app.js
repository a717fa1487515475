// Joins the views: tabs, the feed, the head of the page.

import { announce, byId, el, mark, say } from "./dom.js";
import { follow, request } from "./api.js";
import * as editor from "./editor.js";
import * as live from "./live.js";
import { model, restart, take } from "./model.js";
import { duration } from "./texts.js";
import * as timeline from "./timeline.js";
import * as trial from "./trial.js";

const views = ["live", "configuration", "log"];
const spoken = new Set(["binding", "path", "home", "homeAgent", "notice", "configuration"]);
let wanted = false;
let served = "connecting";

function show(view, focus) {
  for (const name of views) {
    const tab = byId(`tab-${name}`);
    const chosen = name === view;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    byId(name).hidden = !chosen;
    if (chosen && focus) {
      tab.focus();
    }
  }
  if (location.hash !== `#${view}`) {
    history.replaceState(null, "", `#${view}`);
  }
  if (view === "configuration") {
    editor.open();
  } else if (view === "log") {
    live.drawEvents();
    live.drawLog();
  } else {
    draw();
  }
}

function wireTabs() {
  views.forEach((view, i) => {
    const tab = byId(`tab-${view}`);
    tab.addEventListener("click", () => show(view, false));
    tab.addEventListener("keydown", event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const to = step ? views[(i + step + views.length) % views.length]
        : event.key === "Home" ? views[0] : event.key === "End" ? views.at(-1) : null;
      if (to) {
        event.preventDefault();
        show(to, true);
      }
    });
  });
  const chosen = () => views.includes(location.hash.slice(1)) ? location.hash.slice(1) : "live";
  addEventListener("hashchange", () => show(chosen(), false));
  show(chosen(), false);
}

function drawHead() {
  const { hello, line, status } = model;
  const name = status?.name ?? hello?.name ?? "McoaRouter";
  say(byId("name"), name);
  document.title = `${name} – McoaRouter`;
  const revision = status?.revision ?? hello?.revision;
  const parts = hello ? [`${hello.product} ${hello.version}`, `${hello.board} board`,
    revision ? `configuration ${revision}${status?.configuration === "trial" ? ", on trial" : ""}`
      : status?.configuration === "none" ? "no configuration" : "first configuration",
    status ? `up ${duration(status.uptimeMs / 1000)}` : null, line.port] : [line.port ?? ""];
  say(byId("about"), parts.filter(Boolean).join(" · "));
  const lost = served !== "here" || line.state === "lost";
  const pill = byId("line");
  mark(pill, "data-state", lost ? "refused" : line.state === "connected" ? "registered" : "registering");
  say(pill, lost ? "line lost" : line.state === "connected" ? "connected" : "connecting");
  drawLost(lost);
  document.body.classList.toggle("stale", lost);
}

function drawLost(lost) {
  const text = served === "restarted" ? "mcoa dashboard was started again: load this page again."
    : served !== "here" ? "mcoa dashboard does not answer; start it again. What you see is old."
      : `${model.line.message ?? "The line to the router is lost."} What you see is old.`;
  let banner = byId("lost");
  if (!lost || served === "connecting") {
    banner?.remove();
  } else {
    if (!banner) {
      banner = el("div", { id: "lost", class: "banner", "data-kind": "bad" }, el("p", {}));
      byId("banners").prepend(banner);
      announce(text);
    }
    say(banner.firstChild, text);
  }
}

function draw() {
  wanted = false;
  drawHead();
  trial.draw();
  editor.follow();
  if (!byId("live").hidden) {
    live.drawStatus();
    live.drawHandovers();
    timeline.draw();
  }
  if (!byId("log").hidden) {
    live.drawEvents();
  }
}

function want() {
  if (!wanted && model.present) {
    wanted = true;
    requestAnimationFrame(draw);
  }
}

/** What the server knows of the router's greeting may be older than the last trial. */
async function greet() {
  const answer = await request("hello");
  if (answer.ok) {
    model.hello = answer.result;
    want();
  }
}

timeline.attach(byId("timeline"), byId("legend"));
wireTabs();
setInterval(() => {
  trial.tick();
  if (!document.hidden) {
    want();
    live.drawSlowly();
  }
}, 1000);
document.addEventListener("visibilitychange", want);
follow(line => {
  const fresh = model.present;
  take(line);
  if (line.event.event === "present" && model.line.state === "connected") {
    greet();
    live.drawSlowly();
  }
  if (fresh && spoken.has(line.event.event)) {
    announce(`${line.text}.`);
  } else if (fresh && line.event.event === "line" && line.event.state === "connected") {
    announce("The line to the router is back.");
  }
  want();
}, state => {
  if (state === "here") {
    restart();
  }
  served = state;
  drawHead();
});
