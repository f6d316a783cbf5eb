// What people must know now, gravest first, and what has just passed. An alarm is its id and revision: a repeat changes
// nothing, is not announced again, and only says that the collector still holds it.

import { AlarmItem, EndedItem } from "./alarm-item.js";
import { arrange, element, setAttribute, setHidden, setText } from "./dom.js";
import { localTime, now, parseTime } from "./time.js";
import { bounded, isName, plural, readable } from "./words.js";

/** More at once is a broken collector; the gravest are kept, the rest counted. */
const ACTIVE_MAX = 100;
const ENDED_MAX = 20;
const ANNOUNCED_MS = 30_000;
/** The snapshot has come when this much time has passed since the connection. */
export const SNAPSHOT_MAX_MS = 5_000;

/** On; over before anybody acknowledged it; acknowledged; off. */
const states = new Set(["on", "latched", "ack", "off"]);
const ranks = { high: 0, medium: 1, low: 2, info: 3 };
const rank = (alarm) => ranks[alarm.priority] ?? 3;
/** Who looks after it, or what keeps it quiet. */
function handlingText({ state, acknowledged, snoozed, silenced, inhibited_by: inhibitedBy, unstable, unattended }) {
  const by = (pause) => `${bounded(pause.by ?? "", 64)} until ${localTime(parseTime(pause.until))}`;
  return [
    state === "latched" && "over, and nobody acknowledged it", unattended && "unattended", unstable && "comes and goes",
    acknowledged && `acknowledged by ${bounded(acknowledged.by ?? "", 64)}`, snoozed && `snoozed by ${by(snoozed)}`,
    silenced && `silenced by ${by(silenced)}`, typeof inhibitedBy === "string" && `quiet because of ${readable(inhibitedBy)}`,
  ].filter(Boolean).join(", ");
}

const gravestFirst = (a, b) => rank(a) - rank(b) || b.since - a.since || a.id.localeCompare(b.id);

export class Alarms {
  #active = new Map();
  #ended = new Map();
  #notShown = 0;
  #changed = true;
  #spoken = [];
  #unconfirmed = new Set();
  #elements = Object.fromEntries(["alarms", "alarms-count", "alarms-none", "alarms-none-text", "alarms-active", "alarms-more", "ended", "alarms-ended", "say", "say-now"]
    .map((id) => [id, document.getElementById(id)]));
  #onChange;

  /** `onChange(gravest)` gets a map from person to their gravest active alarm. */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  /** Returns false for what is not an alarm. */
  observe(event) {
    const { id, revision, state } = event;
    if (!isName(id) || !Number.isFinite(revision) || !states.has(state)) return false;
    const known = this.#active.get(id) ?? this.#ended.get(id);
    this.#unconfirmed.delete(id);
    if (known && revision <= known.revision && !(known.presumed && state !== "off")) return true;
    const alarm = {
      id, revision, state, kind: event.kind, presumed: false,
      priority: Object.hasOwn(ranks, event.priority) ? event.priority : "info",
      condition: bounded(event.condition ?? "", 60), person: bounded(event.person ?? ""), text: bounded(event.text || readable(event.condition ?? "Alarm"), 300),
      since: parseTime(event.since), changed: parseTime(event.changed), simulated: event.simulated === true,
      evidence: event.evidence && typeof event.evidence === "object" && !Array.isArray(event.evidence) ? event.evidence : {},
      handling: handlingText(event),
      item: known && known.state !== "off" ? known.item : null,
    };
    if (Number.isNaN(alarm.since)) alarm.since = Number.isNaN(alarm.changed) ? now() : alarm.changed;
    if (Number.isNaN(alarm.changed)) alarm.changed = alarm.since;
    if (state !== "off") this.#raise(alarm, known);
    else this.#end(alarm, known);
    this.#changed = true;
    return true;
  }

  #raise(alarm, known) {
    this.#ended.delete(alarm.id);
    this.#active.set(alarm.id, alarm);
    if (!known || known.state === "off" || rank(alarm) < rank(known)) this.#say(alarm);
    if (this.#active.size <= ACTIVE_MAX) return;
    const [least] = [...this.#active.values()].sort(gravestFirst).slice(-1);
    this.#active.delete(least.id);
    this.#notShown += 1;
  }

  #end(alarm, known) {
    if (known && known.state !== "off") this.#say(alarm);
    this.#active.delete(alarm.id);
    this.#ended.set(alarm.id, { ...alarm, item: null });
    while (this.#ended.size > ENDED_MAX) {
      const [oldest] = [...this.#ended.values()].sort((a, b) => a.changed - b.changed);
      this.#ended.delete(oldest.id);
    }
  }

  /** A hidden page speaks when it is looked at again: until then the newest few wait. */
  #say(alarm) {
    this.#spoken.push(alarm);
    if (this.#spoken.length > ACTIVE_MAX) this.#spoken.shift();
  }

  /** A new connection: its snapshot has to name again what is still on. */
  connected() {
    this.#unconfirmed = new Set(this.#active.keys());
    this.#notShown = 0;
    this.#changed = true;
  }

  /** What the snapshot did not name ended while nobody was listening; the page says so and claims no time. */
  snapshotEnded() {
    for (const id of this.#unconfirmed) {
      const alarm = this.#active.get(id);
      if (alarm) this.#end({ ...alarm, state: "off", changed: now(), presumed: true }, alarm);
    }
    this.#changed ||= this.#unconfirmed.size > 0;
    this.#unconfirmed.clear();
  }

  render(stream) {
    const active = [...this.#active.values()].sort(gravestFirst);
    const e = this.#elements;
    setHidden(e["alarms-none"], active.length > 0);
    setText(e["alarms-none-text"], stream === "live" ? "No active alarms" : "Unknown until the collector answers");
    setAttribute(e["alarms-none"].firstElementChild, "data-mark", stream === "live" ? "ok" : "none");
    for (const alarm of active) (alarm.item ??= new AlarmItem()).render(alarm);
    if (!this.#changed) return;
    this.#changed = false;
    arrange(e["alarms-active"], active.map((alarm) => alarm.item.root));
    setText(e["alarms-count"], active.length > 0 ? String(active.length) : "");
    setHidden(e["alarms-more"], this.#notShown === 0);
    setText(e["alarms-more"], `${plural(this.#notShown, "alarm")} of lower priority not shown.`);
    const ended = [...this.#ended.values()].sort((a, b) => b.changed - a.changed);
    for (const alarm of ended) alarm.item ??= new EndedItem(alarm);
    arrange(e["alarms-ended"], ended.map((alarm) => alarm.item.root));
    setHidden(e.ended, ended.length === 0);
    document.title = active.length > 0 ? `(${active.length}) VitalFlow` : "VitalFlow";
    this.#onChange(gravestByPerson(active));
    this.#speak(active);
  }

  /** One sentence an alarm; a flood becomes one sentence in all. High priority interrupts, the rest waits its turn. */
  #speak(active) {
    const spoken = this.#spoken.splice(0);
    if (spoken.length === 0) return;
    if (spoken.length > 3) {
      const gravest = active[0];
      const region = gravest?.priority === "high" && spoken.includes(gravest) ? "say-now" : "say";
      return this.#announce(region, `${plural(active.length, "active alarm")}. ${gravest ? sentence(gravest) : ""}`);
    }
    const urgent = spoken.filter((alarm) => alarm.state === "on" && alarm.priority === "high");
    const calm = spoken.filter((alarm) => !urgent.includes(alarm));
    if (urgent.length > 0) this.#announce("say-now", urgent.map(sentence).join(" "));
    if (calm.length > 0) this.#announce("say", calm.sort(gravestFirst).map(sentence).join(" "));
  }

  /** A new node each time, so that the same words are read again; gone after a while, so that nobody finds old news. */
  #announce(region, text) {
    const words = element("p", {}, text);
    this.#elements[region].replaceChildren(words);
    setTimeout(() => words.remove(), ANNOUNCED_MS);
  }
}

function sentence(alarm) {
  const simulated = alarm.simulated ? "Simulated: " : "";
  const who = alarm.person ? `${alarm.person}, ` : "";
  return alarm.state === "on" ? `${simulated}${readable(alarm.priority)} priority alarm, ${who}${alarm.text}.` : `${simulated}Alarm ended, ${who}${alarm.text}.`;
}

function gravestByPerson(active) {
  const gravest = new Map();
  for (const alarm of active) {
    const first = gravest.get(alarm.person);
    if (first) first.others += 1;
    else gravest.set(alarm.person, { priority: alarm.priority, title: alarm.condition ? readable(alarm.condition) : alarm.text, others: 0 });
  }
  return gravest;
}
