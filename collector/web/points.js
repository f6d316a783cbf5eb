// One person's heart rate over the last minutes, in bounded memory. It is ordered by the values' own time (event time), so
// that late values land where they belong and a simulation run faster than life still reads as a trace.

import { MINUTE, SECOND } from "./time.js";

export const TRACE_WINDOW = 5 * MINUTE;
/** A simulation at ten times the speed of life: 5 min × 60 s × 10 values a second. */
const POINTS_MAX = 3000;
/** A strap sends about once a second; a longer silence is shown as a gap and never bridged by a line. */
const GAP_MIN = 15 * SECOND;
/** Points sorted by time, at most one a millisecond, bounded in time and number. */
export class Points {
  times = [];
  values = [];
  goods = [];
  simulateds = [];

  get count() { return this.times.length; }
  get lastTime() { return this.times.at(-1) ?? NaN; }

  add(time, value, good, simulated) {
    let at = this.times.length;
    if (at > 0 && time <= this.times[at - 1]) {
      let low = 0;
      while (low < at) {
        const middle = (low + at) >> 1;
        if (this.times[middle] < time) low = middle + 1;
        else at = middle;
      }
    }
    const replaced = this.times[at] === time ? 1 : 0;
    this.times.splice(at, replaced, time);
    this.values.splice(at, replaced, value);
    this.goods.splice(at, replaced, good);
    this.simulateds.splice(at, replaced, simulated);
    this.#trim();
  }

  #trim() {
    const oldest = this.lastTime - TRACE_WINDOW;
    let drop = Math.max(0, this.times.length - POINTS_MAX);
    while (this.times[drop] < oldest) drop += 1;
    if (drop > 0) for (const list of [this.times, this.values, this.goods, this.simulateds]) list.splice(0, drop);
  }

  /** Forgets what lies after `time`: a simulation that had run ahead of the clock was started again. */
  dropAfter(time) {
    while (this.times.length > 0 && this.lastTime > time) {
      for (const list of [this.times, this.values, this.goods, this.simulateds]) list.pop();
    }
  }

  get anySimulated() { return this.simulateds.includes(true); }

  /** Smallest and largest good value, or null. */
  get range() {
    let low = Infinity, high = -Infinity;
    this.values.forEach((value, i) => {
      if (!this.goods[i]) return;
      low = Math.min(low, value);
      high = Math.max(high, value);
    });
    return low <= high ? [low, high] : null;
  }

  /** uPlot's columns: seconds, good values with a null in each gap, doubtful values. */
  columns() {
    const seconds = [], good = [], doubtful = [];
    this.times.forEach((time, i) => {
      if (i > 0 && time - this.times[i - 1] > GAP_MIN) {
        seconds.push((this.times[i - 1] + 1) / 1000);
        good.push(null);
        doubtful.push(null);
      }
      seconds.push(time / 1000);
      good.push(this.goods[i] ? this.values[i] : null);
      doubtful.push(this.goods[i] ? null : this.values[i]);
    });
    return [seconds, good, doubtful];
  }
}
