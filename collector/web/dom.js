// The only way that this page makes elements. Devices choose names and texts, so every string becomes a text node or an
// attribute from a fixed set; there is no way from here to markup.

/** An element with attributes and children; a string child becomes text. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value);
  node.append(...children);
  return node;
}

/** Sets text only when it differs: an unchanged node costs no layout and is not read aloud again. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** `null`, `undefined` and `false` remove the attribute. */
export function setAttribute(node, name, value) {
  if (value === null || value === undefined || value === false) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, String(value));
}

export function setHidden(node, hidden) {
  if (node.hidden !== hidden) node.hidden = hidden;
}

/** Keeps `list`'s children exactly `nodes`, in order, moving only what is out of place. */
export function arrange(list, nodes) {
  nodes.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
  });
  while (list.children.length > nodes.length) list.lastElementChild.remove();
}

/** A state as shape and colour together; the words beside it say the same. */
export const mark = (kind) => element("span", { class: "mark", "data-mark": kind, "aria-hidden": "true" });

/** The badge that everything simulated wears. */
export const simulatedBadge = () => element("span", { class: "badge-simulated" }, "SIMULATED");

/** A row of a description list whose value can be updated: `.set(kind, text)`. */
export function fact(label) {
  const shape = mark("none");
  const text = element("span", {}, "");
  const row = element("div", { class: "fact" }, element("dt", {}, label), element("dd", {}, shape, text));
  return {
    row,
    set(kind, value, title) {
      setHidden(shape, kind === null);
      if (kind !== null) setAttribute(shape, "data-mark", kind);
      setText(text, value);
      setAttribute(text, "title", title);
    },
  };
}
