// What each gateway says of itself: is it there, what waits in it, can its clock be trusted, which devices does it hear.

import { arrange, element, fact, mark, setAttribute, setHidden, setText, simulatedBadge } from "./dom.js";
import { batteryFact } from "./person-card.js";
import { duration, fullTime, localTime, MINUTE, now, parseTime } from "./time.js";
import { bounded, isName, number, plural, readable } from "./words.js";

const GATEWAYS_MAX = 100;
const REFUSED_MAX = 10_000;
/** BlueZ holds about ten connections; known devices may be more. */
const DEVICES_MAX = 32;
/** Batches leave every few seconds; a frame that waits longer than this is a backlog that somebody should see. */
const OLDEST_UNSENT_MAX = MINUTE;

const linkWords = { connected: ["ok", "Connected"], listening: ["ok", "Listening"], connecting: ["busy", "Connecting"], searching: ["busy", "Searching"], disconnected: ["off", "Disconnected"] };

export class Gateways {
  #gateways = new Map();
  #refused = new Set();
  #deviceNames = new Map();
  #section = document.getElementById("gateways");
  #list = document.getElementById("gateways-list");
  #count = document.getElementById("gateways-count");
  #more = document.getElementById("gateways-more");

  get size() { return this.#gateways.size; }
  get anyOnline() { return [...this.#gateways.values()].some((gateway) => gateway.event.online === true); }
  get anyDeviceConnected() {
    return [...this.#gateways.values()].some(({ event }) => event.online === true && event.devices.some((device) => device.link === "connected"));
  }

  deviceName(address) {
    return this.#deviceNames.get(address) ?? "";
  }

  /** Returns false for what is not a gateway's report. */
  observe(event) {
    const time = parseTime(event.time);
    if (Number.isNaN(time) || !isName(event.gateway)) return false;
    let gateway = this.#gateways.get(event.gateway);
    if (!gateway) {
      if (this.#gateways.size >= GATEWAYS_MAX) {
        if (this.#refused.size < REFUSED_MAX) this.#refused.add(event.gateway);
        return true;
      }
      gateway = { card: new GatewayCard(event.gateway), sinceKnown: false, since: time };
      this.#gateways.set(event.gateway, gateway);
      const order = [...this.#gateways.entries()].sort(([a], [b]) => a.localeCompare(b));
      arrange(this.#list, order.map(([, each]) => each.card.root));
      setText(this.#count, String(this.#gateways.size));
      setHidden(this.#section, false);
    } else if (gateway.event.online !== event.online) {
      gateway.since = time;
      gateway.sinceKnown = true;
    }
    const devices = Array.isArray(event.devices) ? event.devices.filter((device) => device && typeof device === "object") : [];
    gateway.event = { ...event, devices: devices.slice(0, DEVICES_MAX) };
    gateway.devicesMore = Math.max(0, devices.length - DEVICES_MAX);
    gateway.time = time;
    gateway.dirty = true;
    this.#nameDevices(devices);
    return true;
  }

  #nameDevices(devices) {
    for (const { address, name } of devices.slice(0, DEVICES_MAX)) {
      if (typeof address !== "string" || typeof name !== "string" || name === "") continue;
      if (this.#deviceNames.has(address) || this.#deviceNames.size < GATEWAYS_MAX * DEVICES_MAX) this.#deviceNames.set(address.slice(0, 40), bounded(name, 40));
    }
  }

  touch() {
    for (const gateway of this.#gateways.values()) gateway.dirty = true;
  }

  render() {
    for (const gateway of this.#gateways.values()) {
      if (!gateway.dirty) continue;
      gateway.dirty = false;
      gateway.card.render(gateway);
    }
    setHidden(this.#more, this.#refused.size === 0);
    if (this.#refused.size > 0) setText(this.#more, `${plural(this.#refused.size, "gateway")} more not shown: this page shows ${GATEWAYS_MAX}.`);
  }
}

class GatewayCard {
  #simulated = simulatedBadge();
  #linkMark = mark("none");
  #link = element("span", {}, "");
  #backlog = fact("Waiting to be sent");
  #delivered = fact("Delivered");
  #lost = fact("Lost");
  #clock = fact("Clock");
  #version = fact("Version");
  #devices = element("ul", { class: "plain devices" });
  #devicesNote = element("p", { class: "note" });

  constructor(name) {
    this.root = element("article", { class: "card gateway", "data-gateway": name, "aria-label": `Gateway ${bounded(name)}` },
      element("div", { class: "gateway-head" },
        element("h3", {}, bounded(name)), this.#simulated,
        element("p", { class: "link" }, this.#linkMark, this.#link)),
      element("dl", { class: "facts" }, this.#backlog.row, this.#delivered.row, this.#lost.row, this.#clock.row, this.#version.row),
      element("h4", {}, "Devices"), this.#devices, this.#devicesNote);
  }

  render({ event, since, sinceKnown, time, devicesMore }) {
    const online = event.online === true;
    setAttribute(this.root, "data-online", String(online));
    setHidden(this.#simulated, event.simulated !== true);
    setAttribute(this.#linkMark, "data-mark", online ? "ok" : "warn");
    // The first report says only that it was so by then; a change says when.
    setText(this.#link, `${online ? "Online" : "Offline"} since ${localTime(since)}${sinceKnown ? "" : " or earlier"}`);
    setAttribute(this.#link, "title", `last report ${fullTime(time)}`);
    this.#renderBacklog(event);
    this.#delivered.set(null, Number.isFinite(event.delivered_frames) ? plural(event.delivered_frames, "frame") : "Not reported");
    const lost = Number.isFinite(event.lost_frames) ? event.lost_frames : 0;
    setHidden(this.#lost.row, lost <= 0);
    if (lost > 0) this.#lost.set("warn", plural(lost, "frame"), "had to be dropped");
    if (event.clock === "synchronized") this.#clock.set("ok", "Synchronized");
    else if (event.clock === "unsynchronized") this.#clock.set("warn", "Not synchronized");
    else this.#clock.set("none", event.clock ? readable(event.clock) : "Not reported");
    this.#version.set(null, bounded(event.version ?? "", 40) || "Not reported");
    this.#renderDevices(event, online, devicesMore);
  }

  #renderBacklog(event) {
    const frames = event.buffered_frames;
    if (!Number.isFinite(frames)) return this.#backlog.set("none", "Not reported");
    if (frames === 0) return this.#backlog.set("ok", "Nothing");
    const oldest = parseTime(event.oldest_unsent);
    const age = Number.isNaN(oldest) ? null : Math.max(0, now() - oldest);
    const late = event.online !== true || age > OLDEST_UNSENT_MAX;
    this.#backlog.set(late ? "warn" : "busy", `${plural(frames, "frame")}${age === null ? "" : `, oldest ${duration(age)}`}`,
      Number.isFinite(event.buffered_batches) ? `in ${plural(event.buffered_batches, "batch", "batches")}` : null);
  }

  #renderDevices({ devices }, online, devicesMore) {
    const rows = devices.map((device, index) => {
      const row = this.#devices.children[index] ?? element("li", { class: "device" },
        element("span", { class: "device-name" }), element("span", { class: "device-address" }),
        element("span", { class: "device-link" }, mark("none"), element("span")),
        element("span", { class: "device-battery" }, mark("none"), element("span")));
      const [name, address, link, battery] = row.children;
      setText(name, bounded(device.name || "Unnamed device", 40));
      setText(address, bounded(device.address ?? "", 40));
      const [kind, words] = Object.hasOwn(linkWords, device.link) ? linkWords[device.link] : ["none", readable(device.link ?? "unknown")];
      // What an offline gateway said last is not what is.
      setAttribute(link.children[0], "data-mark", online ? kind : "none");
      setText(link.children[1], online ? words : `Last: ${words.toLowerCase()}`);
      const level = Number.isFinite(device.battery) ? batteryFact(device.battery) : ["none", "not reported"];
      setAttribute(battery.children[0], "data-mark", level[0]);
      setText(battery.children[1], `Battery ${level[1]}`);
      return row;
    });
    arrange(this.#devices, rows);
    setText(this.#devicesNote, devices.length === 0
      ? "No device yet. Switch one on near the gateway, and pair it if it wants that."
      : devicesMore > 0 ? `${number(devicesMore)} more devices not shown.` : "");
    setHidden(this.#devicesNote, this.#devicesNote.textContent === "");
  }
}
