// The picture of one person's heart rate over the last minutes, drawn with uPlot.

import { TRACE_WINDOW } from "./points.js";
import { clockTime, minuteTime } from "./time.js";

/** A flat trace still spans this many beats per minute, so that noise does not look like drama. */
const SPAN_MIN = 40;

/** Canvas cannot read CSS: the colours of the present scheme, from the style sheet's variables. */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export class Trace {
  #points;
  #host;
  #readout;
  #plot = null;
  #to = NaN;
  #fresh = false;
  #colours = {};

  /** `host` gives the size, `readout` shows the value under the pointer. */
  constructor(host, readout, points) {
    this.#host = host;
    this.#readout = readout;
    this.#points = points;
    new ResizeObserver(() => this.#plot?.setSize(this.#size())).observe(host);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.#readColours();
      this.#plot?.redraw(false);
    });
    this.#readColours();
  }

  /** Draws the window that ends at `to`, in ms. */
  draw(to, fresh) {
    this.#to = to;
    this.#fresh = fresh;
    if (this.#plot) this.#plot.setData(this.#points.columns());
    else if (this.#host.clientWidth > 0) this.#plot = new uPlot(this.#options(), this.#points.columns(), this.#host);
    this.#host.dataset.points = this.#points.count;
  }

  #size() { return { width: Math.max(120, this.#host.clientWidth), height: Math.max(80, this.#host.clientHeight) }; }

  #readColours() {
    for (const name of ["trace", "trace-fill", "muted", "line", "simulated", "surface"]) this.#colours[name] = colour(`--${name}`);
  }

  #options() {
    const c = this.#colours;
    const font = '11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
    return {
      ...this.#size(),
      legend: { show: false },
      padding: [8, 10, 0, 0],
      cursor: { y: false, drag: { x: false, y: false, setScale: false }, points: { show: false } },
      scales: {
        x: { time: true, range: () => [(this.#to - TRACE_WINDOW) / 1000, this.#to / 1000] },
        y: { range: (_, low, high) => yRange(low, high) },
      },
      series: [
        {},
        { stroke: () => (this.#fresh ? c.trace : c.muted), fill: () => (this.#fresh ? c["trace-fill"] : "transparent"), width: 1.75, points: { show: false } },
        { stroke: () => c.muted, paths: () => null, points: { show: true, size: 4, stroke: () => c.muted, fill: () => c.surface } },
      ],
      axes: [
        { stroke: () => c.muted, font, size: 26, gap: 4, space: 64, grid: { show: false }, ticks: { stroke: () => c.line, size: 4, width: 1 },
          incrs: [30, 60, 120], values: timeLabels },
        { stroke: () => c.muted, font, size: 34, gap: 6, space: 28, incrs: [10, 20, 40, 50, 100], grid: { stroke: () => c.line, width: 1 }, ticks: { show: false } },
      ],
      hooks: {
        drawClear: [(plot) => this.#watermark(plot)],
        draw: [(plot) => this.#dots(plot)],
        setCursor: [(plot) => this.#read(plot)],
      },
    };
  }

  /** The trace says so itself: a screenshot cut to the trace alone must not pass for a patient. */
  #watermark({ ctx, bbox }) {
    if (!this.#points.anySimulated) return;
    ctx.save();
    ctx.globalAlpha = 0.2;
    ctx.fillStyle = this.#colours.simulated;
    ctx.font = `800 ${Math.min(bbox.height * 0.34, bbox.width / 8)}px system-ui, sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText("SIMULATED", bbox.left + bbox.width / 2, bbox.top + bbox.height / 2);
    ctx.restore();
  }

  /** A line needs two neighbours: lone values get a dot, and so does the newest. */
  #dots(plot) {
    const [seconds, good] = plot.data;
    const { ctx } = plot;
    const dot = (i, radius) => {
      if (seconds[i] * 1000 < this.#to - TRACE_WINDOW) return;
      ctx.beginPath();
      ctx.arc(plot.valToPos(seconds[i], "x", true), plot.valToPos(good[i], "y", true), radius * devicePixelRatio, 0, 2 * Math.PI);
      ctx.fill();
    };
    ctx.save();
    ctx.fillStyle = this.#fresh ? this.#colours.trace : this.#colours.muted;
    for (let i = 0; i < good.length; i += 1) {
      if (good[i] != null && good[i - 1] == null && good[i + 1] == null) dot(i, 1.5);
    }
    const last = good.length - 1;
    if (this.#fresh && good[last] != null) dot(last, 3.5);
    ctx.restore();
  }

  #read(plot) {
    const i = plot.cursor.idx;
    const value = i == null ? null : (plot.data[1][i] ?? plot.data[2][i]);
    this.#readout.textContent = value == null || plot.cursor.left < 0 ? "" : `${clockTime(plot.data[0][i] * 1000)} · ${Math.round(value)} /min`;
  }
}

/** Half the width of "09:08 AM": a label closer to the edge than this would be cut. */
const LABEL_HALF_PX = 24;

function timeLabels(plot, seconds) {
  const end = plot.bbox.width / devicePixelRatio + 10 - LABEL_HALF_PX;
  return seconds.map((s) => (s % 60 || plot.valToPos(s, "x") > end ? "" : minuteTime(s * 1000)));
}

/** Whole twenties around the values: the axis moves seldom, and equal heights mean equal rates. */
function yRange(low, high) {
  if (low == null || high == null) return [40, 120];
  let from = Math.floor((low - 4) / 20) * 20;
  let to = Math.ceil((high + 4) / 20) * 20;
  while (to - from < SPAN_MIN) (to - high < low - from ? (to += 20) : (from -= 20));
  return [Math.max(0, from), to];
}
