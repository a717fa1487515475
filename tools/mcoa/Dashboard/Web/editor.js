// The configuration: loaded, edited, checked, compared, committed.

import { announce, byId, el } from "./dom.js";
import * as api from "./api.js";
import { Form, stored } from "./form.js";
import { table } from "./live.js";
import { model } from "./model.js";
import * as schemas from "./schema.js";
import { confirmByItself } from "./trial.js";

const longestLine = 4096;
const checkAfterMs = 250;
let schema = null;
let loaded = null;
let draft = null;
let revision = null;
let form = null;
let parts = null;
let checking = 0;
let checks = 0;
let loading = false;

export async function open() {
  if (parts === null && !loading) {
    await load();
  }
}

/** Looks at what runs now: what is not edited follows it. */
export function follow() {
  const now = model.status?.revision;
  const shown = !byId("configuration").hidden;
  if (loading || model.line.state !== "connected" || now === undefined || (parts && now === revision)) {
    return;
  }
  if (parts && isChanged()) {
    parts.message.replaceChildren(`Revision ${now} runs now; what you see is based on revision ${revision}. `,
      el("button", { type: "button", onclick: load }, "Throw my changes away and load it"));
    revision = now;
  } else if (shown) {
    load();
  } else {
    parts = null;
  }
}

function isChanged() {
  return JSON.stringify(draft) !== JSON.stringify(loaded);
}

async function load() {
  loading = true;
  try {
    await show(byId("editor"));
  } finally {
    loading = false;
  }
}

async function show(host) {
  schema ??= await api.schema();
  if (schema === null) {
    return;
  }
  schemas.use(schema);
  const found = await fetchConfiguration();
  if (!found.ok) {
    parts = null;
    host.replaceChildren(el("p", { class: "note" }, found.error.message));
    return;
  }
  loaded = found.value ?? schemas.blank(schema) ?? {};
  draft = structuredClone(loaded);
  revision = model.status?.revision ?? found.revision ?? 0;
  form = new Form(schema, draft, { changed, reshaped });
  parts = {
    summary: el("div", { class: "faults", "aria-labelledby": "faults-title", role: "group", hidden: true }),
    body: el("form", { novalidate: true, autocomplete: "off", onsubmit: event => event.preventDefault() }),
    message: el("p", { class: "note", role: "status" }),
    show: el("button", { type: "button", class: "primary", id: "show-changes", onclick: showChanges }, "Show changes"),
    undo: el("button", { type: "button", onclick: load }, "Undo all"),
  };
  host.replaceChildren(
    el("div", { class: "panel intro" }, el("h2", {}, "Configuration"),
      el("p", { class: "note" }, found.value === null || found.value === undefined
        ? "The router has none yet. What you enter here becomes its first one."
        : `Revision ${revision} as it runs. Nothing changes before you have seen the difference and applied it.`)),
    parts.summary, parts.body,
    el("div", { class: "commit" }, parts.show, parts.undo, parts.message));
  parts.body.replaceChildren(...form.build());
  changed();
}

/** All at once, or by its members where that is too large for a line. */
async function fetchConfiguration() {
  const all = await api.request("get", { from: "running" });
  if (all.ok) {
    return { ok: true, value: all.result.value, revision: all.result.revision };
  }
  if (all.error.code !== "too-large") {
    return all;
  }
  const value = {};
  for (const key of Object.keys(schemas.effective(schema, {}).properties ?? {})) {
    const one = await api.request("get", { path: key, from: "running" });
    if (one.ok && one.result.value !== null && one.result.value !== undefined) {
      value[key] = one.result.value;
    } else if (!one.ok && one.error.code !== "unknown-path") {
      return one;
    }
  }
  return { ok: true, value };
}

function changed() {
  const dirty = isChanged();
  parts.show.disabled = !dirty;
  parts.undo.disabled = !dirty;
  clearTimeout(checking);
  checking = setTimeout(check, checkAfterMs);
}

function reshaped(focus) {
  const at = scrollY;
  parts.body.replaceChildren(...form.build());
  scrollTo({ top: at, behavior: "instant" });
  if (focus) {
    byId(focus)?.focus({ preventScroll: true });
  }
  changed();
}

async function check() {
  const mine = ++checks;
  const found = await api.check(draft);
  if (mine === checks && found && parts) {
    showFaults(found.faults);
  }
}

function showFaults(faults) {
  const placed = form.show(faults);
  const before = Number(parts.summary.dataset.count ?? 0);
  parts.summary.dataset.count = String(faults.length);
  parts.summary.hidden = faults.length === 0;
  parts.summary.replaceChildren(
    el("h3", { id: "faults-title" }, faults.length === 1 ? "One thing to correct" : `${faults.length} things to correct`),
    el("ul", {}, ...placed.map(fault => el("li", {}, el("a", {
      href: `#${fault.id}`, onclick: event => {
        event.preventDefault();
        const field = byId(fault.id);
        field?.scrollIntoView({ block: "center" });
        field?.focus({ preventScroll: true });
      },
    }, el("code", {}, fault.path || "configuration"), ` ${fault.message}`)))));
  if (faults.length !== before) {
    announce(faults.length === 0 ? "Nothing left to correct." : `${faults.length} to correct.`);
  }
  return placed;
}

/** Puts the draft into the router's stage: in one line, or member by member where it is longer. */
async function stage() {
  const whole = { value: draft };
  if (sizeOf(whole) <= longestLine) {
    return api.request("set", whole);
  }
  let answer = { ok: true, result: { faults: [] } };
  const put = async members => {
    if (answer.ok) {
      answer = await api.request("set", members);
    }
  };
  for (const key of new Set([...Object.keys(loaded), ...Object.keys(draft)])) {
    if (draft[key] === undefined) {
      await put({ path: key, remove: true });
    } else if (sizeOf({ path: key, value: draft[key] }) <= longestLine || !Array.isArray(draft[key])) {
      if (JSON.stringify(draft[key]) !== JSON.stringify(loaded[key])) {
        await put({ path: key, value: draft[key] });
      }
    } else {
      for (let i = 0; i < draft[key].length; i++) {
        await put({ path: `${key}[${i}]`, value: draft[key][i] });
      }
      for (let i = (loaded[key]?.length ?? 0) - 1; i >= draft[key].length; i--) {
        await put({ path: `${key}[${i}]`, remove: true });
      }
    }
  }
  return answer;
}

function sizeOf(members) {
  return new TextEncoder().encode(JSON.stringify({ id: 2147483647, op: "set", ...members })).length;
}

async function showChanges() {
  clearTimeout(checking);
  parts.show.disabled = true;
  parts.message.replaceChildren("Staging…");
  const staged = await stage();
  const answer = staged.ok ? await api.request("changes") : staged;
  parts.show.disabled = false;
  if (!answer.ok) {
    parts.message.replaceChildren(answer.error.message);
    if (answer.error.faults) {
      showFaults(answer.error.faults);
    }
    return;
  }
  checks++;
  const faults = staged.result.faults ?? [];
  const placed = showFaults(faults);
  if (faults.length > 0) {
    parts.message.replaceChildren("The router would refuse this.");
    parts.summary.scrollIntoView({ block: "start" });
    byId(placed[0].id)?.focus({ preventScroll: true });
    return;
  }
  parts.message.replaceChildren();
  await ask(answer.result, await api.request("check"));
}

async function ask({ staging, changes }, checked) {
  const dialog = byId("dialog");
  const seconds = el("select", { id: "confirm-seconds" },
    ...[[30, "30 seconds"], [60, "1 minute"], [120, "2 minutes"], [300, "5 minutes"], [900, "15 minutes"]]
      .map(([value, text]) => el("option", { value }, text)));
  seconds.value = "120";
  const auto = el("input", { type: "checkbox", id: "confirm-auto" });
  auto.checked = true;
  const said = el("p", { class: "fault", role: "alert" });
  const apply = el("button", { type: "button", class: "primary", id: "apply" }, "Apply");
  const notices = checked.ok ? checked.result.notices ?? [] : [];
  apply.addEventListener("click", async () => {
    apply.disabled = true;
    const answer = await api.request("commit", { confirmSeconds: Number(seconds.value), staging });
    apply.disabled = false;
    if (answer.ok) {
      confirmByItself(answer.result.revision, auto.checked);
      loaded = structuredClone(draft);
      dialog.close("applied");
      announce(`The router goes over to configuration ${answer.result.revision}.`);
      parts.message.replaceChildren(answer.result.kept === false
        ? "Applied. This board keeps it in memory only: a restart forgets it." : "Applied.");
      changed();
    } else {
      said.replaceChildren(answer.error.message);
      if (answer.error.faults) {
        dialog.close();
        showFaults(answer.error.faults);
      }
    }
  });
  const dismiss = async () => {
    dialog.close();
    await api.request("rollback");
  };
  dialog.replaceChildren(
    el("h2", { id: "dialog-title" }, changes.length === 1 ? "One change" : `${changes.length} changes`),
    table(["Where", "Now", "Then"], changes.map(change => [
      el("code", {}, change.path), value(change.old, "old"), value(change.new, "new")])),
    ...notices.map(notice => el("p", { class: "note" }, `Notice: ${notice}`)),
    el("p", {}, "The router tries it at once. Unless it is confirmed, or where it can’t register, it goes back by itself."),
    el("div", { class: "fields" },
      el("div", { class: "field" }, el("label", { for: "confirm-seconds" }, "Roll back without a confirmation after"), seconds),
      el("div", { class: "field check" }, el("label", { for: "confirm-auto" }, auto, " Confirm by itself when an uplink is registered"))),
    said,
    el("div", { class: "actions" }, apply, el("button", { type: "button", onclick: dismiss }, "Not now")));
  dialog.oncancel = event => {
    event.preventDefault();
    dismiss();
  };
  dialog.showModal();
  apply.focus();
}

function value(shown, kind) {
  return shown === undefined ? el("span", { class: "note" }, "not given")
    : el("code", { class: kind }, shown === stored ? "stored secret" : typeof shown === "string" ? shown : JSON.stringify(shown));
}

addEventListener("beforeunload", event => {
  if (parts && isChanged()) {
    event.preventDefault();
  }
});
