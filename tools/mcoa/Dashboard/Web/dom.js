// Builds elements; never from text that is parsed, so that nothing a router or a network says becomes markup.

const svgNames = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      node.addEventListener(name.slice(2), value);
    } else if (value === true) {
      node.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, String(value));
    }
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(svgNames, tag), attributes, children);
}

export function byId(id) {
  return document.getElementById(id);
}

/** Sets a text only where it differs: what is selected stays selected. */
export function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

export function mark(node, name, value) {
  if (node.getAttribute(name) !== value) {
    node.setAttribute(name, value);
  }
}

let announced = "";
let announcing = 0;

/** Tells a change to those who listen; of several within a moment all in one sentence each. */
export function announce(text) {
  announced = announced ? `${announced} ${text}` : text;
  clearTimeout(announcing);
  announcing = setTimeout(() => {
    byId("announcer").textContent = announced;
    announced = "";
  }, 250);
}
