// Everybody whose values arrive: takes events to the right person, keeps the cards in order and draws what changed.

import { Person } from "./person.js";
import { PersonCard } from "./person-card.js";
import { arrange, setAttribute, setHidden, setText } from "./dom.js";
import { now, parseTime } from "./time.js";
import { isName, plural } from "./words.js";

/** A card with its trace costs about 0.5 MB and a redraw a second; more people need another page than this one. */
const PEOPLE_MAX = 100;
/** The names of those not shown are kept to count them: at most 200 kB in common lengths. */
const REFUSED_MAX = 10_000;
export class People {
  #people = new Map();
  #refused = new Set();
  #alarms = new Map();
  #list = document.getElementById("people-list");
  #count = document.getElementById("people-count");
  #more = document.getElementById("people-more");
  #history;
  #deviceName;

  constructor(history, deviceName) {
    this.#history = history;
    this.#deviceName = deviceName;
  }

  get size() { return this.#people.size; }

  #person(name) {
    const known = this.#people.get(name);
    if (known) return known;
    if (this.#people.size >= PEOPLE_MAX) {
      if (this.#refused.size < REFUSED_MAX) this.#refused.add(name);
      return null;
    }
    const person = new Person(name);
    person.card = new PersonCard(name, person.points);
    this.#people.set(name, person);
    // By name, always: a person must not move on the screen because of an alarm.
    const order = [...this.#people.values()].sort((a, b) => a.name.localeCompare(b.name));
    arrange(this.#list, order.map((each) => each.card.root));
    setText(this.#count, String(this.#people.size));
    setAttribute(this.#list, "data-many", this.#people.size > 4);
    return person;
  }

  /** Returns false for what is not an observation. */
  observe(observation) {
    const time = parseTime(observation.time);
    if (Number.isNaN(time) || typeof observation.metric !== "string" || !isName(observation.person)) return false;
    const person = this.#person(observation.person);
    if (!person) return true;
    const first = observation.metric === "heart_rate" && !person.metrics.has("heart_rate");
    person.observe({ ...observation, metric: observation.metric.slice(0, 60) }, time);
    person.dirty = true;
    if (first) this.#history.request(person.name, time);
    return true;
  }

  observeRhythm(event) {
    const time = parseTime(event.time);
    if (Number.isNaN(time) || !isName(event.person)) return false;
    const person = this.#person(event.person);
    if (!person) return true;
    person.rhythm = { rhythm: event.rhythm, beats: event.beats, time, simulated: event.simulated === true };
    person.dirty = true;
    return true;
  }

  fill(name, observations) {
    const person = this.#people.get(name);
    if (!person) return;
    for (const { time, value, quality, simulated } of observations) {
      const at = parseTime(time);
      if (!Number.isNaN(at) && Number.isFinite(value)) person.points.add(at, value, quality === "good", simulated === true);
    }
    person.dirty = true;
  }

  /** After an interruption the traces have a hole that the collector can fill. */
  refill() {
    for (const person of this.#people.values()) {
      const heartRate = person.metrics.get("heart_rate");
      if (heartRate) this.#history.request(person.name, Math.max(heartRate.time, now()));
    }
  }

  /** `alarms`: the gravest active alarm of each person, who may not have appeared yet. */
  setAlarms(alarms) {
    this.#alarms = alarms;
    this.touch();
  }

  touch() {
    for (const person of this.#people.values()) person.dirty = true;
  }

  render(streamLive) {
    for (const person of this.#people.values()) {
      if (!person.dirty) continue;
      person.dirty = false;
      person.card.render(person, this.#alarms.get(person.name) ?? null, streamLive, this.#deviceName);
    }
    setHidden(this.#more, this.#refused.size === 0);
    if (this.#refused.size > 0) setText(this.#more, `${plural(this.#refused.size, "person", "people")} more not shown: this page shows ${PEOPLE_MAX}.`);
  }
}
