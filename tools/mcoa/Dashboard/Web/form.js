// A form out of the schema: each field under the path that faults name it by.

import { el } from "./dom.js";
import { colour } from "./model.js";
import { alternatives, blank, effective, fits } from "./schema.js";
import { label } from "./texts.js";

export const stored = "***";
const names = "uplink-names";

/** Makes a form over a value, which it changes in place. */
export class Form {
  /** changed: called after a field's value changed; reshaped: after fields came or went. */
  constructor(schema, value, { changed, reshaped }) {
    this.schema = schema;
    this.value = value;
    this.changed = changed;
    this.reshaped = reshaped;
    this.slots = new Map();
    this.touched = new Set();
  }

  build() {
    this.slots.clear();
    const found = effective(this.schema, this.value);
    return [el("datalist", { id: names }, ...(this.value.uplinks ?? []).map(uplink => el("option", { value: uplink?.name ?? "" }))),
      this.slot(""), ...this.members(found, this.value, "")];
  }

  /** Shows faults at their fields; returns where each went: [{path, message, id}]. */
  show(faults) {
    for (const { slot, control } of this.slots.values()) {
      slot.replaceChildren();
      slot.closest(".field, fieldset")?.classList.remove("faulty");
      control?.removeAttribute("aria-invalid");
    }
    return faults.map(fault => {
      let path = fault.path === "configuration" ? "" : fault.path;
      while (path && !this.slots.has(path)) {
        path = path.replace(/(\.?[^.[\]]+|\[\d+\])$/, "");
      }
      const { slot, control } = this.slots.get(path) ?? this.slots.get("");
      slot.append(el("span", {}, path === fault.path || fault.path === "configuration" ? fault.message : `${fault.path}: ${fault.message}`));
      if (path) {
        slot.closest(".field, fieldset")?.classList.add("faulty");
      }
      control?.setAttribute("aria-invalid", "true");
      return { ...fault, id: control?.id ?? slot.id };
    });
  }

  slot(path, control = null) {
    const slot = el("p", { class: "fault", id: `fault-${path}` });
    slot.tabIndex = -1;
    this.slots.set(path, { slot, control });
    return slot;
  }

  members(schema, value, path) {
    const required = schema.required ?? [];
    const keys = Object.keys(schema.properties ?? {}).filter(key => {
      const inner = schema.properties[key];
      const found = typeof inner === "object" ? effective(inner, value[key]) : inner;
      return found !== false && !("const" in Object(found)) && !key.startsWith("$");
    });
    // What no field stands for any more must be seen, and be removable.
    const left = Object.keys(value).filter(key => !(key in (schema.properties ?? {})) || schema.properties[key] === false);
    const simple = [];
    const nested = [];
    for (const key of keys) {
      const inner = effective(schema.properties[key], value[key]);
      const at = path ? `${path}.${key}` : key;
      const node = this.member(inner, value, key, at, required.includes(key));
      (node.tagName === "FIELDSET" ? nested : simple).push(node);
    }
    for (const key of left) {
      simple.push(this.leftOver(value, key, path ? `${path}.${key}` : key));
    }
    return [simple.length ? el("div", { class: "fields" }, ...simple) : null, ...nested].filter(Boolean);
  }

  member(schema, owner, key, path, required) {
    const forms = alternatives(schema);
    if (forms) {
      return this.choice(schema, forms, owner, key, path, required);
    }
    if (schema.type === "array") {
      return this.list(schema, owner, key, path, required);
    }
    if (schema.type === "object" || (!schema.type && schema.properties && Object.keys(schema.properties).length)) {
      return this.object(schema, owner, key, path, required);
    }
    return this.field(schema, owner, key, path, required);
  }

  choice(schema, forms, owner, key, path, required) {
    const index = owner[key] === undefined ? -1 : forms.findIndex(form => fits(form.schema, owner[key]));
    const id = `field-${path}`;
    const select = el("select", {
      id, "aria-describedby": `about-${path} fault-${path}`, onchange: () => {
        const form = forms[Number(select.value)];
        if (form) {
          owner[key] = blank(form.schema) ?? "";
        } else {
          delete owner[key];
        }
        this.reshaped(id);
      },
    }, ...(!required || index < 0 ? [el("option", { value: "-1" }, "not given")] : []),
    ...forms.map((form, i) => el("option", { value: i }, form.name)));
    select.value = String(index);
    const body = index < 0 ? [] : this.inside(effective(forms[index].schema, owner[key]), owner, key, path);
    return el("fieldset", { class: "group" }, el("legend", {}, label(key)), this.about(schema, path),
      el("div", { class: "field" }, el("label", { for: id }, "Form"), select), this.slot(path, select), ...body);
  }

  inside(schema, owner, key, path) {
    if (schema.properties && Object.keys(schema.properties).length) {
      return this.members(schema, owner[key], path);
    }
    return "const" in schema || schema.enum?.length === 1 ? [] : [this.field(schema, owner, key, path, true)];
  }

  object(schema, owner, key, path, required) {
    const given = owner[key] !== undefined;
    const act = given ? "Leave out" : "Add";
    return el("fieldset", { class: "group" }, el("legend", {}, label(key)), this.about(schema, path), this.slot(path),
      ...(given ? this.members(schema, owner[key], path) : []),
      required && given ? null : el("button", {
        type: "button", id: `toggle-${path}`, onclick: () => {
          if (given) {
            delete owner[key];
          } else {
            owner[key] = blank(schema) ?? {};
          }
          this.reshaped(`toggle-${path}`);
        },
      }, `${act} ${label(key).toLowerCase()}`));
  }

  list(schema, owner, key, path) {
    const items = owner[key] ?? [];
    const item = effective(schema.items ?? {}, undefined);
    const complex = item.type === "object" || Object.keys(item.properties ?? {}).length > 0;
    const one = label(key).replace(/ies$/, "y").replace(/(ss|x)es$/, "$1").replace(/([^s])s$/, "$1");
    const full = schema.maxItems !== undefined && items.length >= schema.maxItems;
    const rows = items.map((value, i) => {
      const at = `${path}[${i}]`;
      const tools = this.tools(owner, key, i, path, `${one} ${i + 1}`);
      if (complex) {
        const swatch = key === "uplinks" ? el("span", { class: `swatch ${colour(value?.name)}` }) : null;
        return el("fieldset", { class: "item" },
          el("legend", {}, swatch, `${one} ${i + 1}${value?.name ? `: ${value.name}` : ""}`),
          tools, this.slot(at), ...this.members(effective(schema.items, value), value ?? {}, at));
      }
      const control = this.control(item, items, i, at, true, `${one} ${i + 1}`);
      return el("div", { class: "field row" }, control, tools, this.slot(at, control));
    });
    return el("fieldset", { class: "group" }, el("legend", {}, label(key)), this.about(schema, path), this.slot(path), ...rows,
      el("button", {
        type: "button", id: `add-${path}`, disabled: full, onclick: () => {
          owner[key] = [...items, complex ? blank(schema.items) ?? {} : blank(schema.items) ?? ""];
          this.reshaped(complex ? `add-${path}` : `field-${path}[${items.length}]`);
        },
      }, `Add ${one.charAt(0).toLowerCase()}${one.slice(1)}`),
      full ? el("span", { class: "note" }, ` at most ${schema.maxItems}`) : null);
  }

  tools(owner, key, i, path, what) {
    const items = owner[key];
    const move = (to, sign, name) => el("button", {
      type: "button", class: "tool", id: `${name}-${path}[${i}]`, disabled: to < 0 || to >= items.length,
      "aria-label": `Move ${what} ${name}`, title: `Move ${name}`, onclick: () => {
        [items[i], items[to]] = [items[to], items[i]];
        this.reshaped(`${name}-${path}[${to}]`);
      },
    }, sign);
    return el("span", { class: "tools" }, move(i - 1, "↑", "up"), move(i + 1, "↓", "down"), el("button", {
      type: "button", class: "tool", "aria-label": `Remove ${what}`, title: "Remove", onclick: () => {
        items.splice(i, 1);
        if (items.length === 0 && key === "flows") {
          delete owner[key];
        }
        this.reshaped(`add-${path}`);
      },
    }, "✕"));
  }

  about(schema, path) {
    return el("p", { class: "note about", id: `about-${path}` }, (schema.description ?? "").replace(", see below", ""));
  }

  field(schema, owner, key, path, required) {
    const control = this.control(schema, owner, key, path, required);
    const secret = schema.writeOnly && owner[key] === stored;
    return el("div", { class: control.type === "checkbox" ? "field check" : "field" },
      el("label", { for: control.id }, label(key), required ? null : el("span", { class: "optional" }, " optional")),
      control,
      secret ? el("p", { class: "note" }, "Stored in the router, which shows it to nobody. Type to replace it.") : null,
      secret && !required ? el("button", {
        type: "button", class: "small", onclick: () => {
          delete owner[key];
          this.reshaped(control.id);
        },
      }, `Remove the ${label(key).toLowerCase()}`) : null,
      this.slot(path, control), this.about(schema, path));
  }

  control(schema, owner, key, path, required, name) {
    const attributes = {
      id: `field-${path}`, "data-path": path, "aria-describedby": `fault-${path} about-${path}`, "aria-label": name,
      "aria-required": required && !name ? "true" : null, autocomplete: "off", spellcheck: "false",
    };
    const put = value => {
      this.touched.add(path);
      if (value === undefined || (value === "" && !required && !Array.isArray(owner))) {
        delete owner[key];
      } else {
        owner[key] = value;
      }
      this.changed(path);
    };
    if (schema.type === "boolean" || schema.enum) {
      return this.select(schema, owner, key, attributes, required, put);
    }
    const isNumber = schema.type === "integer" || schema.type === "number";
    const input = el("input", {
      ...attributes, type: schema.writeOnly ? "password" : "text", inputmode: isNumber ? "numeric" : null,
      maxlength: schema.maxLength && !schema.writeOnly ? schema.maxLength * 2 : null,
      placeholder: schema.default !== undefined ? String(schema.default)
        : schema.writeOnly && owner[key] === stored ? "••••••••" : schema.examples?.[0] ?? null,
      list: /^signallingUplink$|^flows\[\d+\]\.uplinks\[/.test(path) ? names : null,
      oninput: () => put(isNumber ? numberOf(input.value) : schema.writeOnly && input.value === "" && owner[key] !== undefined
        && input.dataset.stored ? stored : input.value),
      onchange: () => {
        if (/^(uplinks|flows)\[\d+\]\.name$/.test(path)) {
          this.reshaped(null);
        }
      },
    });
    if (schema.writeOnly) {
      input.autocomplete = "new-password";
      if (owner[key] === stored) {
        input.dataset.stored = "yes";
      } else {
        input.value = owner[key] ?? "";
      }
    } else {
      input.value = owner[key] === undefined || owner[key] === null ? ""
        : typeof owner[key] === "object" ? JSON.stringify(owner[key]) : String(owner[key]);
    }
    return input;
  }

  select(schema, owner, key, attributes, required, put) {
    const values = schema.enum ?? [true, false];
    const shown = value => schema.type === "boolean" ? (value ? "yes" : "no") : String(value);
    const given = values.indexOf(owner[key]);
    const unknown = owner[key] !== undefined && given < 0;
    const select = el("select", {
      ...attributes, onchange: () => {
        put(select.value === "" ? undefined : values[Number(select.value)]);
        this.reshaped(attributes.id);
      },
    }, ...(required && given >= 0 ? [] : [el("option", { value: "" }, unknown ? String(owner[key])
      : schema.default !== undefined ? `${shown(schema.default)} (default)` : required ? "choose…" : "not given")]),
    ...values.map((value, i) => el("option", { value: i }, shown(value))));
    select.value = given < 0 ? "" : String(given);
    return select;
  }

  leftOver(owner, key, path) {
    const id = `field-${path}`;
    const button = el("button", {
      type: "button", id, onclick: () => {
        delete owner[key];
        this.reshaped(null);
      },
    }, `Remove ${label(key).toLowerCase()}`);
    return el("div", { class: "field" }, el("span", { class: "label" }, label(key)),
      el("p", { class: "note" }, "It does not belong here."), button, this.slot(path, button));
  }
}

function numberOf(text) {
  const trimmed = text.trim();
  return trimmed === "" ? undefined : /^-?\d+$/.test(trimmed) ? Number(trimmed) : trimmed;
}
