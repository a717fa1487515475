// What of JSON Schema 2020-12 the configuration's schema uses, worked out for a value.

let root = {};

export function use(schema) {
  root = schema;
}

function resolve(schema) {
  let found = schema;
  while (found && found.$ref) {
    const { $ref, ...beside } = found;
    const target = $ref.replace(/^#\/?/, "").split("/").filter(Boolean)
      .reduce((node, key) => node?.[key.replace(/~1/g, "/").replace(/~0/g, "~")], root);
    found = { ...target, ...beside };
  }
  return found;
}

/** Whether a condition holds: const, enum, type, required, properties. */
function holds(condition, value) {
  const schema = resolve(condition);
  if (typeof schema === "boolean") {
    return schema;
  }
  if ("const" in schema && schema.const !== value) {
    return false;
  }
  if (schema.enum && !schema.enum.includes(value)) {
    return false;
  }
  if (schema.type && ![schema.type].flat().some(type => isOf(type, value))) {
    return false;
  }
  if (schema.not && holds(schema.not, value)) {
    return false;
  }
  if (schema.anyOf && !schema.anyOf.some(one => holds(one, value))) {
    return false;
  }
  if (schema.required && !schema.required.every(key => value?.[key] !== undefined)) {
    return false;
  }
  return Object.entries(schema.properties ?? {}).every(([key, inner]) =>
    value?.[key] === undefined ? true : holds(inner, value[key]));
}

export function isOf(type, value) {
  switch (type) {
    case "array": return Array.isArray(value);
    case "object": return typeof value === "object" && value !== null && !Array.isArray(value);
    case "integer": return Number.isInteger(value);
    case "null": return value === null;
    default: return typeof value === type;
  }
}

function merge(base, more) {
  const merged = { ...base, ...more, properties: { ...base.properties }, required: [...new Set([...base.required ?? [], ...more.required ?? []])] };
  for (const [key, inner] of Object.entries(more.properties ?? {})) {
    const before = merged.properties[key];
    merged.properties[key] = inner === false || typeof before !== "object" ? inner
      : inner === true ? before : { ...resolve(before), ...resolve(inner) };
  }
  return merged;
}

/** What one of the choices leaves out is not asked for while none is made. */
function closed(then, value) {
  return Object.fromEntries(Object.entries(resolve(then)?.properties ?? {})
    .filter(([key, inner]) => inner === false && value?.[key] === undefined));
}

/** The schema as it holds for a value: references followed, conditions decided. */
export function effective(schema, value) {
  let found = resolve(schema);
  if (typeof found !== "object") {
    return found;
  }
  const parts = [...found.allOf ?? []];
  if (found.if !== undefined) {
    parts.push({ if: found.if, then: found.then, else: found.else });
  }
  const { allOf, if: _if, then: _then, else: _else, ...rest } = found;
  found = { ...rest, properties: { ...rest.properties } };
  for (const part of parts) {
    const one = resolve(part);
    if (one.if?.required?.some(key => value?.[key] === undefined)) {
      found = merge(found, { properties: closed(one.then, value) });
      continue;
    }
    const chosen = one.if === undefined ? one : holds(one.if, value ?? {}) ? one.then : one.else;
    if (chosen) {
      found = merge(found, effective(chosen, value));
    }
  }
  return found;
}

/** The alternatives of a schema that has several, each with a name; null where it has one form only. */
export function alternatives(schema) {
  const list = schema.oneOf ?? schema.anyOf
    ?? (Array.isArray(schema.type) ? schema.type.map(type => ({ ...schema, type, oneOf: undefined })) : null);
  if (!list || list.length < 2) {
    return null;
  }
  const forms = list.map(resolve).filter(one => one.type || "const" in one || one.enum || one.properties);
  return forms.length < 2 ? null : forms.map(one => ({
    schema: one,
    name: one.title ?? ("const" in one ? String(one.const) : one.enum ? one.enum.join(" or ") : kindOf(one)),
  }));
}

function kindOf(schema) {
  return schema.properties ? `with ${Object.keys(schema.properties).join(", ")}`
    : { string: "a text", array: "a list", integer: "a number" }[schema.type] ?? String(schema.type);
}

export function fits(schema, value) {
  return "const" in schema ? schema.const === value
    : schema.enum ? schema.enum.includes(value)
      : schema.type ? isOf(schema.type, value) : isOf("object", value);
}

/** A value to begin with. */
export function blank(schema) {
  const found = effective(schema, undefined);
  if ("const" in found) {
    return found.const;
  }
  if (found.enum?.length === 1) {
    return found.enum[0];
  }
  if (found.type === "object" || (found.properties && Object.keys(found.properties).length && !found.type)) {
    const value = {};
    for (const key of found.required ?? []) {
      const inner = found.properties[key];
      if (inner) {
        const given = blank(inner);
        if (given !== undefined) {
          value[key] = given;
        }
      }
    }
    return value;
  }
  if (found.type === "array") {
    return [];
  }
  return undefined;
}
