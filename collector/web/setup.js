// A page without data says which step is missing, and what to do about it.

import { element, setAttribute, setHidden, setText } from "./dom.js";

const steps = [
  { title: "The collector answers", todo: "Connecting to the collector…" },
  { title: "A gateway reports", todo: "Start vitalflow-edge on a Linux box near the devices, or start it with simulated devices to see how this looks. edge/README.md shows both." },
  { title: "A device is connected", todo: "Switch on a heart-rate strap near the gateway and wear it: most straps sleep until they touch skin." },
  { title: "Values arrive for a person", todo: "Assign the device to a person at the collector. collector/README.md shows how." },
];

export class Setup {
  #host = document.getElementById("setup");
  #rows = steps.map(({ title }) => {
    const state = element("span", { class: "visually-hidden" });
    const todo = element("p", { class: "step-todo" });
    return { state, todo, root: element("li", { class: "step" }, element("p", { class: "step-title" }, title, state), todo) };
  });

  constructor() {
    this.#host.append(element("div", { class: "card setup" },
      element("h3", {}, "No heart rate yet"),
      element("p", { class: "note" }, "It appears here by itself as soon as these four are true."),
      element("ol", { class: "steps" }, ...this.#rows.map((row) => row.root))));
  }

  /** `done`: how many of the steps, from the first, are true. */
  render(done) {
    setHidden(this.#host, done >= steps.length);
    this.#rows.forEach((row, index) => {
      const state = index < done ? "done" : index === done ? "next" : "later";
      setAttribute(row.root, "data-step", state);
      setAttribute(row.root, "aria-current", state === "next" ? "step" : null);
      setText(row.state, state === "done" ? ": done" : "");
      setText(row.todo, state === "next" ? steps[index].todo : "");
    });
  }
}
