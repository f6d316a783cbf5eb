// Times arrive as UTC and are read by a person in a room: this turns them into local clock times and ages, and
// corrects ages for a viewer's clock that is wrong.

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

// The HTTP Date header counts whole seconds and the answer took a moment: a smaller difference means nothing.
const OFFSET_MIN = 3 * SECOND;
let offset = 0;

/** The collector's time now, in ms since 1970, as well as this page knows it. */
export const now = () => Date.now() + offset;

/** Learns from an HTTP Date header how far the viewer's clock is off. */
export function learnServerDate(header) {
  const server = Date.parse(header ?? "");
  if (Number.isNaN(server)) return;
  const difference = server - Date.now();
  offset = Math.abs(difference) < OFFSET_MIN ? 0 : difference;
}

/** ms since 1970, or NaN for anything that is not a time. */
export const parseTime = (text) => (typeof text === "string" ? Date.parse(text) : NaN);

const clockFormat = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const minuteFormat = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const dayFormat = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const fullFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

export const clockTime = (ms) => clockFormat.format(ms);
export const minuteTime = (ms) => minuteFormat.format(ms);
export const fullTime = (ms) => fullFormat.format(ms);

/** Clock time with seconds today, date and time on other days. */
export function localTime(ms) {
  if (Number.isNaN(ms)) return "an unknown time";
  const sameDay = new Date(ms).toDateString() === new Date(now()).toDateString();
  return sameDay ? clockFormat.format(ms) : dayFormat.format(ms);
}

/** A duration to two significant parts: "12 s", "3 min", "2 h 5 min", "4 d 3 h". */
export function duration(ms) {
  const s = Math.max(0, Math.round(ms / SECOND));
  if (s < 60) return `${s} s`;
  const min = Math.floor(s / 60);
  if (min < 60) return min < 5 && s % 60 ? `${min} min ${s % 60} s` : `${min} min`;
  const h = Math.floor(min / 60);
  if (h < 24) return min % 60 ? `${h} h ${min % 60} min` : `${h} h`;
  const d = Math.floor(h / 24);
  return h % 24 ? `${d} d ${h % 24} h` : `${d} d`;
}

export const zoneName = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "local time";
