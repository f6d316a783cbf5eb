// What is known of one person now, and how sure the page is that "now" is still true.

import { now, SECOND } from "./time.js";
import { Points } from "./points.js";
import { bounded } from "./words.js";

/** Known metrics and some that this page has never heard of. */
const METRICS_MAX = 24;
/** A value this far ahead of the clock is simulated time or a wrong clock; it must not block the values of the present. */
const AHEAD_MIN = 10 * SECOND;

export class Person {
  metrics = new Map();
  rhythm = null;
  dirty = true;

  points = new Points();
  card = null;

  constructor(name) {
    this.name = name;
  }

  /** Milliseconds since a value was true: by its own time, and at least since it arrived. */
  static age(entry) {
    return Math.max(performance.now() - entry.arrived, now() - entry.time);
  }

  observe(observation, time) {
    const { metric, value } = observation;
    const known = this.metrics.get(metric);
    if (!known && this.metrics.size >= METRICS_MAX) return;
    const restarted = known && known.time > now() + AHEAD_MIN && performance.now() - known.arrived > AHEAD_MIN;
    if (metric === "heart_rate" && Number.isFinite(value)) {
      if (restarted && time < known.time) this.points.dropAfter(time);
      this.points.add(time, value, observation.quality === "good", observation.simulated === true);
    }
    // A late value belongs into the trace, not into the big number.
    if (known && time < known.time && !restarted) return;
    this.metrics.set(metric, {
      value, time, arrived: performance.now(), simulated: observation.simulated === true, quality: observation.quality,
      unit: observation.unit, device: bounded(observation.device, 40), gateway: bounded(observation.gateway, 40),
    });
  }

  /** True while anything shown of this person is simulated. */
  get simulated() {
    return this.rhythm?.simulated === true || this.points.anySimulated || [...this.metrics.values()].some((entry) => entry.simulated);
  }
}
