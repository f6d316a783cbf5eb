// Is what the page shows still true? In the corner while all is well, across the page when the stream is lost.

import { setAttribute, setHidden, setText } from "./dom.js";
import { duration, SECOND } from "./time.js";

/** Values come every second; a live stream that brings nothing for this long gets its age shown. */
const QUIET_MIN = 10 * SECOND;

export class Connection {
  state = "connecting";
  #reason = "";
  #retryAt = NaN;
  #lastEvent = NaN;
  #everLive = false;
  #mark = document.querySelector("#stream .mark");
  #text = document.getElementById("stream-text");
  #lost = document.getElementById("lost");

  change(state, { reason = "", retryAt = NaN }) {
    if (state === "live") this.#everLive = true;
    // A retry that has not succeeded is still a lost connection to the person who looks at it.
    if (state === "connecting" && this.state === "lost") {
      this.#retryAt = NaN;
      return;
    }
    this.state = state;
    this.#reason = reason;
    this.#retryAt = retryAt;
    setAttribute(document.body, "data-stream", state);
  }

  received() {
    this.#lastEvent = performance.now();
  }

  render() {
    const quiet = performance.now() - this.#lastEvent;
    const last = Number.isNaN(quiet) ? "" : `last update ${duration(quiet)} ago`;
    const wait = Math.ceil((this.#retryAt - performance.now()) / SECOND);
    const retry = wait > 0 ? `Trying again in ${wait} s.` : "Trying again now.";
    setHidden(this.#lost, this.state !== "lost");
    setAttribute(this.#mark, "data-mark", { live: "ok", lost: "warn" }[this.state] ?? "busy");
    if (this.state === "live") setText(this.#text, quiet > QUIET_MIN ? `Live, ${last}` : "Live");
    else if (this.state === "connecting") setText(this.#text, "Connecting…");
    else {
      setText(this.#text, "Not connected");
      const what = this.#everLive ? "Connection lost" : "No connection";
      setText(this.#lost, `${what}: ${this.#reason}. ${last ? `Nothing here is current, ${last}. ` : ""}${retry}`);
    }
  }
}
