// One person as a card: the number that counts, its trace, and what it rests on.

import { element, fact, mark, setAttribute, setHidden, setText, simulatedBadge } from "./dom.js";
import { duration, fullTime, localTime, minuteTime, MINUTE, now, SECOND } from "./time.js";
import { TRACE_WINDOW } from "./points.js";
import { Trace } from "./trace.js";
import { Person } from "./person.js";
import { bodyLocation, bounded, number, plural, readable, unitText } from "./words.js";

/** A strap sends once a second: ten missed are no longer "now". */
const STALE_MIN = 10 * SECOND;
/** After this the last value says nothing about the present and leaves the big number. */
const ABSENT_MIN = 5 * MINUTE;
/** A rhythm is judged over a minute or so; older than this it is shown with its time. */
const RHYTHM_STALE_MIN = 2 * MINUTE;
const BATTERY_LOW_MAX = 20;
/** The picture's description is read aloud when it changes: seldom. */
const DESCRIPTION_INTERVAL = 15 * SECOND;

const shownElsewhere = new Set(["heart_rate", "skin_contact", "battery_level", "body_sensor_location"]);

export class PersonCard {
  #value = element("span", { class: "rate-value", "data-field": "heart-rate" }, "–");
  #asOf = element("span", {}, "");
  #asOfMark = mark("none");
  #alarm = element("p", { class: "chip", hidden: "" });
  #simulated = element("p", { class: "strip-simulated", hidden: "" }, simulatedBadge(), element("span", {}, "Not a real person’s data"));
  #description = "";
  #descriptionAt = -Infinity;
  #picture = element("div", { class: "trace", role: "img" });
  #readout = element("p", { class: "readout", "aria-hidden": "true" });
  #rhythm = fact("Rhythm");
  #contact = fact("Sensor contact");
  #battery = fact("Battery");
  #device = fact("Device");
  #facts;
  #others = new Map();
  #trace;

  constructor(name, points) {
    this.#facts = element("dl", { class: "facts" }, this.#rhythm.row, this.#contact.row, this.#battery.row, this.#device.row);
    this.root = element("article", { class: "card person", "data-person": name, "aria-label": bounded(name) },
      this.#simulated,
      element("div", { class: "person-head" }, element("h3", {}, bounded(name)), this.#alarm),
      element("div", { class: "person-body" },
        element("div", { class: "rate" },
          element("p", { class: "rate-label" }, "Heart rate"),
          element("p", { class: "rate-line" }, this.#value, element("span", { class: "rate-unit" }, "/min")),
          element("p", { class: "as-of" }, this.#asOfMark, this.#asOf)),
        element("div", { class: "trace-box" }, this.#picture, this.#readout)),
      this.#facts);
    this.#trace = new Trace(this.#picture, this.#readout, points);
  }

  render(person, alarm, streamLive, deviceName) {
    const heartRate = person.metrics.get("heart_rate");
    const age = heartRate ? Person.age(heartRate) : Infinity;
    const state = !heartRate || age >= ABSENT_MIN ? "absent" : age >= STALE_MIN || !streamLive ? "stale" : "fresh";
    setAttribute(this.root, "data-state", state);
    setHidden(this.#simulated, !person.simulated);
    setAttribute(this.root, "data-simulated", person.simulated);
    this.#renderRate(heartRate, age, state);
    this.#renderAlarm(alarm);
    this.#renderFacts(person, deviceName);
    this.#renderTrace(person, heartRate, age, state);
  }

  #renderRate(heartRate, age, state) {
    const value = heartRate && Number.isFinite(heartRate.value) ? String(Math.round(heartRate.value)) : "–";
    setText(this.#value, state === "absent" ? "–" : value);
    const doubtful = heartRate && heartRate.quality !== "good";
    setAttribute(this.#asOfMark, "data-mark", state === "fresh" ? (doubtful ? "warn" : "ok") : state === "stale" ? "warn" : "none");
    if (!heartRate) setText(this.#asOf, "no heart rate yet");
    else if (state === "absent") setText(this.#asOf, `last ${value} /min, ${duration(age)} ago`);
    else if (state === "stale") setText(this.#asOf, `last update ${duration(age)} ago`);
    else if (doubtful) setText(this.#asOf, "now, doubtful signal");
    else setText(this.#asOf, now() - heartRate.time < -MINUTE ? `now, at ${localTime(heartRate.time)} of its clock` : "now");
    setAttribute(this.#asOf, "title", heartRate ? fullTime(heartRate.time) : null);
  }

  #renderAlarm(alarm) {
    setHidden(this.#alarm, alarm === null);
    setAttribute(this.root, "data-alarm", alarm?.priority);
    const text = alarm ? `${alarm.title}${alarm.others > 0 ? ` and ${alarm.others} more` : ""}` : "";
    if (this.#alarm.dataset.priority === alarm?.priority && this.#alarm.textContent === text) return;
    this.#alarm.replaceChildren();
    if (!alarm) return;
    setAttribute(this.#alarm, "data-priority", alarm.priority);
    this.#alarm.append(element("span", { class: "priority-mark", "aria-hidden": "true" }), text);
  }

  #renderFacts(person, deviceName) {
    this.#renderRhythm(person.rhythm);
    const contact = person.metrics.get("skin_contact");
    if (!contact) this.#contact.set("none", "Not reported");
    else if (contact.value) this.#contact.set("ok", "On skin");
    else this.#contact.set("warn", "No skin contact");
    const battery = person.metrics.get("battery_level");
    if (!battery || !Number.isFinite(battery.value)) this.#battery.set("none", "Not reported");
    else this.#battery.set(...batteryFact(battery.value), `reported ${fullTime(battery.time)}`);
    const newest = person.metrics.get("heart_rate") ?? person.metrics.values().next().value;
    if (newest) {
      const location = bodyLocation(person.metrics.get("body_sensor_location")?.value);
      this.#device.set(null, [deviceName(newest.device) || newest.device || "Unknown", location].filter(Boolean).join(", "),
        [newest.device, newest.gateway && `by gateway ${newest.gateway}`].filter(Boolean).join(" "));
    } else this.#device.set("none", "None yet");
    this.#renderOthers(person);
  }

  #renderRhythm(rhythm) {
    if (!rhythm) return this.#rhythm.set("none", "Not enough beats");
    const age = now() - rhythm.time;
    const when = age > RHYTHM_STALE_MIN ? `, at ${localTime(rhythm.time)}` : "";
    const basis = `${Number.isFinite(rhythm.beats) ? `from ${plural(rhythm.beats, "beat")}, ` : ""}${fullTime(rhythm.time)}`;
    if (rhythm.rhythm === "regular") this.#rhythm.set("ok", `Regular${when}`, basis);
    else if (rhythm.rhythm === "irregular") this.#rhythm.set("warn", `Irregular${when}`, basis);
    else this.#rhythm.set("none", `Not enough beats${when}`, basis);
  }

  /** Metrics that this page knows no place for are shown as they come. */
  #renderOthers(person) {
    for (const [metric, entry] of person.metrics) {
      if (shownElsewhere.has(metric)) continue;
      let row = this.#others.get(metric);
      if (!row) {
        row = fact(metric === "rr_interval" ? "RR interval" : readable(metric));
        this.#others.set(metric, row);
        this.#facts.append(row.row);
      }
      const value = typeof entry.value === "number" ? number(entry.value) : bounded(entry.value ?? "–", 40);
      row.set(null, `${value} ${unitText(entry.unit)}`.trim(), fullTime(entry.time));
    }
  }

  #renderTrace(person, heartRate, age, state) {
    const points = person.points;
    // The window ends where the newest value would be now: while nothing comes, the trace moves on and leaves its gap.
    const to = heartRate ? Math.max(points.lastTime || heartRate.time, heartRate.time + (age > 3 * SECOND ? age : 0)) : now();
    this.#trace.draw(to, state === "fresh");
    if (performance.now() - this.#descriptionAt < DESCRIPTION_INTERVAL && this.#description) return;
    this.#descriptionAt = performance.now();
    const range = points.range;
    this.#description = range
      ? `Heart rate over the last ${duration(TRACE_WINDOW)} until ${minuteTime(to)}: ${Math.round(range[0])} to ${Math.round(range[1])} per minute${person.simulated ? ", simulated" : ""}`
      : "No heart rate in the last minutes";
    setAttribute(this.#picture, "aria-label", this.#description);
  }
}

/** [mark, text] of a battery level in percent. */
export function batteryFact(percent) {
  return percent <= BATTERY_LOW_MAX ? ["warn", `${number(percent)} %, low`] : ["ok", `${number(percent)} %`];
}
