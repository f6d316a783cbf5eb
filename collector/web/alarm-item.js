// One alarm on the page: while it is on, with what it rests on; afterwards in one line.

import { element, setAttribute, setHidden, setText, simulatedBadge } from "./dom.js";
import { duration, fullTime, localTime, now, parseTime } from "./time.js";
import { bounded, labelAndUnit, number, readable, unitText } from "./words.js";

const EVIDENCE_MAX = 12;

export class AlarmItem {
  #priorityText = element("span");
  #priority = element("p", { class: "priority" }, element("span", { class: "priority-mark", "aria-hidden": "true" }), this.#priorityText);
  #simulated = simulatedBadge();
  #text = element("p", { class: "alarm-text" });
  #person = element("strong");
  #since = element("time");
  #kind = element("span");
  #evidence = element("dl", { class: "evidence" });
  #revision = null;

  root = element("li", { class: "card alarm" },
    element("div", { class: "alarm-head" }, this.#priority, this.#simulated),
    this.#text,
    element("p", { class: "alarm-meta" }, this.#person, this.#since, this.#kind),
    this.#evidence);

  render(alarm) {
    setText(this.#since, `since ${localTime(alarm.since)}, ${duration(Math.max(0, now() - alarm.since))}`);
    if (this.#revision === alarm.revision) return;
    this.#revision = alarm.revision;
    for (const [name, value] of [["data-alarm", alarm.id], ["data-condition", alarm.condition], ["data-priority", alarm.priority], ["data-state", alarm.state]]) {
      setAttribute(this.root, name, value);
    }
    setText(this.#priorityText, alarm.priority === "info" ? "Information" : `${readable(alarm.priority)} priority`);
    setHidden(this.#simulated, !alarm.simulated);
    setText(this.#text, alarm.text);
    setText(this.#person, alarm.person);
    setAttribute(this.#since, "datetime", new Date(alarm.since).toISOString());
    setAttribute(this.#since, "title", fullTime(alarm.since));
    setText(this.#kind, [alarm.kind === "technical" ? "Technical" : "", alarm.handling].filter(Boolean).join(" · "));
    this.#evidence.replaceChildren(...evidenceRows(alarm.evidence));
  }
}

export class EndedItem {
  constructor(alarm) {
    const ended = alarm.presumed
      ? "ended while this page was not connected"
      : `ended ${localTime(alarm.changed)} after ${duration(alarm.changed - alarm.since)}`;
    this.root = element("li", { class: "ended", "data-alarm": alarm.id, "data-condition": alarm.condition, "data-state": "off" },
      element("p", { class: "ended-text" }, alarm.text, ...(alarm.simulated ? [" ", simulatedBadge()] : [])),
      element("p", { class: "ended-meta" }, element("strong", {}, alarm.person), element("span", {}, readable(alarm.priority)),
        element("time", { datetime: new Date(alarm.changed).toISOString(), title: fullTime(alarm.changed) }, ended)));
  }
}

function evidenceRows(evidence) {
  const entries = Object.entries(evidence);
  const rows = entries.slice(0, EVIDENCE_MAX).map(([key, value]) => {
    const { label, unit } = labelAndUnit(key);
    return element("div", {}, element("dt", {}, label), element("dd", {}, `${evidenceText(value)} ${unit}`.trim()));
  });
  if (entries.length > EVIDENCE_MAX) rows.push(element("div", {}, element("dt", {}, "More"), element("dd", {}, `${entries.length - EVIDENCE_MAX} values not shown`)));
  return rows;
}

function evidenceText(value) {
  if (typeof value === "number") return number(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value === null) return "–";
  // A measured value with its unit, as the collector writes evidence.
  if (typeof value === "object" && typeof value.value === "number") return `${number(value.value)} ${unitText(value.unit)}`.trim();
  if (typeof value === "object") return bounded(JSON.stringify(value), 80);
  // Times are UTC in the event and local on the page; everything else is shown as it is.
  if (/^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(parseTime(value))) return localTime(parseTime(value));
  return bounded(value, 80);
}
