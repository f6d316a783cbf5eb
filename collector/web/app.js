// The live page's composition root: events go to the part that they concern, and what changed is drawn a few times a second.

import { Alarms, SNAPSHOT_MAX_MS } from "./alarms.js";
import { Connection } from "./connection.js";
import { setText } from "./dom.js";
import { Gateways } from "./gateways.js";
import { History } from "./history.js";
import { LiveStream } from "./live.js";
import { People } from "./people.js";
import { Setup } from "./setup.js";
import { zoneName } from "./time.js";
import { plural } from "./words.js";

/** Ten values a second are too many to read; five drawings a second look live. */
const DRAW_INTERVAL_MS = 200;
/** Ages count in seconds. */
const TICK_INTERVAL_MS = 1000;

const connection = new Connection();
const gateways = new Gateways();
const history = new History((person, observations) => {
  people.fill(person, observations);
  draw();
});
const people = new People(history, (address) => gateways.deviceName(address));
const alarms = new Alarms((gravest) => people.setAlarms(gravest));
const setup = new Setup();

const receivers = {
  observation: (event) => people.observe(event),
  rhythm: (event) => people.observeRhythm(event),
  gateway: (event) => gateways.observe(event),
  alarm: (event) => alarms.observe(event),
};

let unread = 0;
function countUnread() {
  unread += 1;
  setText(document.getElementById("unread"), ` · ${plural(unread, "message")} could not be read`);
}

let drawing = false;
/** Draws soon, at most once per interval; a hidden page draws when it is looked at again. */
function draw() {
  if (drawing) return;
  drawing = true;
  setTimeout(() => requestAnimationFrame(() => {
    drawing = false;
    // Alarms first: they mark the people whom they concern.
    alarms.render(connection.state);
    people.render(connection.state === "live");
    gateways.render();
    connection.render();
    setup.render(stepsDone());
  }), DRAW_INTERVAL_MS);
}

function stepsDone() {
  if (people.size > 0) return 4;
  if (connection.state !== "live") return 0;
  if (!gateways.anyOnline) return 1;
  return gateways.anyDeviceConnected ? 3 : 2;
}

let snapshotTimer;
function streamChanged(state, details) {
  const returned = state === "live" && connection.state === "lost";
  connection.change(state, details);
  clearTimeout(snapshotTimer);
  if (state === "live") {
    alarms.connected();
    snapshotTimer = setTimeout(() => (alarms.snapshotEnded(), draw()), SNAPSHOT_MAX_MS);
    if (returned) people.refill();
  }
  tick();
}

function tick() {
  people.touch();
  gateways.touch();
  draw();
}

const stream = new LiveStream(new URL("v1/live", document.baseURI), {
  onState: streamChanged,
  onUnreadable: countUnread,
  onEvent(type, event) {
    connection.received();
    // An event type of a newer collector is no error.
    if (Object.hasOwn(receivers, type) && !receivers[type](event)) countUnread();
    draw();
  },
});

setText(document.getElementById("zone"), `Times in ${zoneName()}`);
setInterval(tick, TICK_INTERVAL_MS);
tick();
stream.run();
