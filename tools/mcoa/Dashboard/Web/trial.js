// A configuration on trial, and what became of the last one: shown above every view.

import { announce, byId, el, say } from "./dom.js";
import { request } from "./api.js";
import { model } from "./model.js";

const kept = "mcoa-confirm";
let bar = null;
let ends = 0;
let length = 1;
let asking = false;
let dismissed = null;

/** Has this page confirm a revision as soon as the router is registered under it. */
export function confirmByItself(revision, on) {
  if (on) {
    sessionStorage.setItem(kept, String(revision));
  } else {
    sessionStorage.removeItem(kept);
  }
}

function isByItself(revision) {
  return sessionStorage.getItem(kept) === String(revision);
}

/** The state of the trial, from whatever told of it last. */
function trialNow() {
  if (model.line.state === "connected" && model.status) {
    return model.status.configuration === "trial"
      ? { revision: model.status.revision, left: model.status.confirmWithinMs ?? 0, at: model.statusAt } : null;
  }
  return bar ? bar.trial : null;
}

export function draw() {
  const trial = trialNow();
  if (trial === null) {
    if (bar) {
      bar.root.remove();
      bar = null;
      sessionStorage.removeItem(kept);
    }
  } else {
    if (!bar || bar.trial.revision !== trial.revision) {
      bar?.root.remove();
      open(trial);
    }
    bar.trial = trial;
    ends = trial.at + trial.left;
    tick();
    askByItself(trial);
  }
  drawRolledBack();
}

function open(trial) {
  length = Math.max(1, trial.left);
  const left = el("strong", {});
  const progress = el("progress", { max: 1, value: 1, "aria-label": "Time left to confirm" });
  const said = el("p", { class: "note", role: "alert" });
  const auto = el("input", { type: "checkbox", id: "trial-auto", onchange: () => confirmByItself(trial.revision, auto.checked) });
  auto.checked = isByItself(trial.revision);
  const act = async (op, members) => {
    const answer = await request(op, members);
    said.replaceChildren(answer.ok ? "" : answer.error.message);
    if (!answer.ok && answer.error.code === "not-registered") {
      said.append(" ", el("button", { type: "button", onclick: () => act("confirm", { force: true }) }, "Confirm all the same"));
    }
  };
  const root = el("div", { class: "banner", "data-kind": "trial", role: "group", "aria-label": "Configuration on trial" },
    el("p", {}, `Configuration ${trial.revision} is on trial. Without a confirmation it is rolled back in `, left, "."),
    progress,
    el("div", { class: "actions" },
      el("button", { type: "button", class: "primary", onclick: () => act("confirm", {}) }, "Confirm"),
      el("button", { type: "button", onclick: () => act("rollback", {}) }, "Roll back"),
      el("label", { for: "trial-auto" }, auto, " Confirm by itself when an uplink is registered")),
    said);
  bar = { root, left, progress, trial };
  byId("banners").prepend(root);
  announce(`Configuration ${trial.revision} is on trial; it wants to be confirmed.`);
}

export function tick() {
  if (bar) {
    const seconds = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    say(bar.left, `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
    bar.progress.value = Math.max(0, Math.min(1, (ends - Date.now()) / length));
  }
}

async function askByItself(trial) {
  const registered = model.line.state === "connected"
    && (model.status.atHome || model.status.uplinks.some(uplink => uplink.binding === "registered"));
  if (asking || !registered || !isByItself(trial.revision)) {
    return;
  }
  asking = true;
  const answer = await request("confirm");
  asking = false;
  if (answer.ok) {
    announce(`Configuration ${trial.revision} is confirmed.`);
  }
}

function drawRolledBack() {
  const found = model.hello?.rolledBack;
  const key = found ? `${found.revision} ${found.reason}` : null;
  const old = byId("rolled-back");
  if (old?.dataset.key === key || (key !== null && key === dismissed)) {
    return;
  }
  old?.remove();
  if (key) {
    byId("banners").append(el("div", { id: "rolled-back", class: "banner", "data-kind": "bad", "data-key": key },
      el("p", {}, el("strong", {}, `Configuration ${found.revision} was rolled back: ${found.reason}.`),
        " The one before it runs again."),
      el("div", { class: "actions" }, el("button", {
        type: "button", onclick: () => {
          dismissed = key;
          byId("rolled-back").remove();
        },
      }, "Understood"))));
    announce(`Configuration ${found.revision} was rolled back: ${found.reason}.`);
  }
}
