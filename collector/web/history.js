// Fills a trace with what the collector already knows, on load and after each interruption. Two requests at a time: a page
// that comes back to a hundred people must not be a load test of the collector.

import { TRACE_WINDOW } from "./points.js";

const REQUESTS_MAX = 2;
/** 5 min at one value a second is 300. */
const OBSERVATIONS_MAX = 1000;

export class History {
  #waiting = new Map();
  #running = 0;
  #deliver;

  /** `deliver(person, observations)` gets each answer. */
  constructor(deliver) {
    this.#deliver = deliver;
  }

  /** Asks for the trace that ends at `to` (ms); a person already waiting is asked for once. */
  request(person, to) {
    this.#waiting.set(person, to);
    this.#next();
  }

  #next() {
    while (this.#running < REQUESTS_MAX && this.#waiting.size > 0) {
      const [person, to] = this.#waiting.entries().next().value;
      this.#waiting.delete(person);
      this.#running += 1;
      this.#load(person, to)
        // The trace then starts empty and grows; the next interruption asks again.
        .catch((error) => console.warn("history not loaded:", error.message))
        .finally(() => {
          this.#running -= 1;
          this.#next();
        });
    }
  }

  async #load(person, to) {
    const query = new URLSearchParams({ metric: "heart_rate", from: new Date(to - TRACE_WINDOW).toISOString(), limit: OBSERVATIONS_MAX });
    const url = new URL(`v1/people/${encodeURIComponent(person)}/observations?${query}`, document.baseURI);
    const answer = await fetch(url, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(15_000) });
    if (!answer.ok) throw new Error(`the collector answered ${answer.status}`);
    const { observations } = await answer.json();
    if (Array.isArray(observations)) this.#deliver(person, observations.slice(0, OBSERVATIONS_MAX));
  }
}
