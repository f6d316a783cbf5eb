// What the collector says in keys and codes, in words that a person reads. Unknown keys are made readable, never refused.

/** Names of people and gateways are keys here; a longer one is a mistake or an attack, and not kept. */
const NAME_CHARACTERS_MAX = 200;
export const isName = (value) => typeof value === "string" && value !== "" && value.length <= NAME_CHARACTERS_MAX;

/** Device-chosen text, bounded: a name of a megabyte must not cost a megabyte of screen. */
export function bounded(value, lengthMax = 120) {
  const text = typeof value === "object" ? "" : String(value ?? "");
  return text.length > lengthMax ? `${text.slice(0, lengthMax)}…` : text;
}

const capitals = new Map([["rr", "RR"], ["rmssd", "RMSSD"], ["sdnn", "SDNN"], ["spo2", "SpO₂"], ["hr", "HR"], ["af", "AF"]]);

/** "irregular_rhythm" → "Irregular rhythm". */
export function readable(key) {
  const words = bounded(key, 60).split("_").map((word) => capitals.get(word.toLowerCase()) ?? word).join(" ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// Keys carry their unit last; the longest suffix wins.
const unitSuffixes = [["_per_min", "/min"], ["_per_minute", "/min"], ["_percent", "%"], ["_ms", "ms"], ["_s", "s"], ["_seconds", "s"], ["_min", "min"], ["_minutes", "min"]];

/** "window_ms" → { label: "Window", unit: "ms" }. */
export function labelAndUnit(key) {
  const found = unitSuffixes.filter(([suffix]) => key.endsWith(suffix) && key.length > suffix.length)
    .sort((a, b) => b[0].length - a[0].length)[0];
  return found ? { label: readable(key.slice(0, -found[0].length)), unit: found[1] } : { label: readable(key), unit: "" };
}

const numbers = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3 });
export const number = (value) => numbers.format(value);

/** UCUM's "1" is no unit, and "Cel" is not how people write it. */
export function unitText(unit) {
  if (unit === "1" || unit === "" || unit === null || unit === undefined) return "";
  // In braces stands an annotation, such as {beats}: no unit either.
  const plain = unit.replace(/\{[^}]*\}/g, "");
  return plain === "Cel" ? "°C" : bounded(plain, 20);
}

export const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

/** Bluetooth Heart Rate Service 1.0, §3.2: Body Sensor Location. */
const bodyLocations = ["elsewhere", "chest", "wrist", "finger", "hand", "ear lobe", "foot"];
export function bodyLocation(code) {
  if (typeof code === "number") return bodyLocations[code] ?? "";
  return typeof code === "string" ? readable(code).toLowerCase() : "";
}
