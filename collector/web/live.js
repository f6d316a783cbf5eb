// The event stream, kept alive. It reads server-sent events through fetch and not through EventSource, because
// EventSource hides the heartbeat comments (a half-open connection would look alive for ever), gives up on any answer but
// 200, and shows neither the status nor the Date header.

import { learnServerDate } from "./time.js";

/** The collector writes at least a comment every 15 s: two missed and some slack mean that nobody is there. */
const SILENCE_MAX_MS = 40_000;
const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 10_000;
/** The largest event is an alarm with its evidence, a few kB. */
const EVENT_CHARACTERS_MAX = 1_000_000;

/** Server-sent events as the HTML Living Standard, §9.2.6, has them; `id` and `retry` are not used here. */
export class EventStreamParser {
  #rest = "";
  #type = "";
  #data = [];
  #size = 0;

  /** Feeds text, calls `emit(type, data)` for each complete event. Throws when an event exceeds its bound. */
  push(text, emit) {
    let input = this.#rest + text;
    // A CR at the end may be half of a CRLF: it waits for the next chunk.
    const held = input.endsWith("\r") ? "\r" : "";
    if (held) input = input.slice(0, -1);
    const lines = input.split(/\r\n|\n|\r/);
    this.#rest = lines.pop() + held;
    for (const line of lines) this.#line(line, emit);
    if (this.#rest.length + this.#size > EVENT_CHARACTERS_MAX) throw new Error("an event is too long");
  }

  #line(line, emit) {
    if (line === "") {
      if (this.#data.length > 0) emit(this.#type || "message", this.#data.join("\n"));
      this.#type = "";
      this.#data = [];
      this.#size = 0;
      return;
    }
    const colon = line.indexOf(":");
    if (colon === 0) return;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (field === "event") this.#type = value;
    if (field === "data") {
      this.#data.push(value);
      this.#size += value.length;
    }
  }
}

/**
 * Connects, and connects again for as long as the page lives.
 *
 * `onState("connecting" | "live" | "lost", { retryAt, reason })`, `onEvent(type, object)`, `onUnreadable()`.
 */
export class LiveStream {
  #url;
  #handlers;
  #failures = 0;
  #abort = null;
  #wake = null;

  constructor(url, handlers) {
    this.#url = url;
    this.#handlers = handlers;
    addEventListener("online", () => this.#wake?.());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#wake?.());
    // A page on its way out must not flash "connection lost".
    addEventListener("pagehide", () => this.#abort?.abort("leaving"));
  }

  async run() {
    for (;;) {
      let reason;
      try {
        reason = await this.#connection();
      } catch (error) {
        reason = typeof error === "string" ? error : "the collector does not answer";
      }
      if (reason === "leaving") {
        await new Promise((resume) => addEventListener("pageshow", resume, { once: true }));
        continue;
      }
      const delay = Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** this.#failures++) * (0.8 + 0.4 * Math.random());
      this.#handlers.onState("lost", { reason, retryAt: performance.now() + delay });
      await this.#pause(delay);
      this.#handlers.onState("connecting", { reason });
    }
  }

  #pause(delay) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, delay);
      this.#wake = () => (clearTimeout(timer), resolve());
    }).finally(() => (this.#wake = null));
  }

  /** One connection from request to end; returns or throws why it ended. */
  async #connection() {
    const abort = (this.#abort = new AbortController());
    let watchdog;
    const alive = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => abort.abort("the collector fell silent"), SILENCE_MAX_MS);
    };
    alive();
    try {
      const answer = await fetch(this.#url, { headers: { Accept: "text/event-stream" }, cache: "no-store", signal: abort.signal });
      learnServerDate(answer.headers.get("Date"));
      if (!answer.ok) return `the collector answered ${answer.status}`;
      if (!answer.headers.get("Content-Type")?.startsWith("text/event-stream")) return "what answered is not a collector";
      this.#handlers.onState("live", {});
      const parser = new EventStreamParser();
      const decoder = new TextDecoder();
      const reader = answer.body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return "the collector ended the connection";
        alive();
        parser.push(decoder.decode(value, { stream: true }), (type, data) => this.#deliver(type, data));
      }
    } finally {
      clearTimeout(watchdog);
      abort.abort("ended");
    }
  }

  #deliver(type, data) {
    let object;
    try {
      object = JSON.parse(data);
    } catch {
      object = null;
    }
    if (object === null || typeof object !== "object") return this.#handlers.onUnreadable();
    this.#failures = 0;
    this.#handlers.onEvent(type, object);
  }
}
