// Starts the app from the files in this page. `boot` is the script that starts it on a site, `worker` the text of the one
// that makes files.
import worker from "worker";
import { serve } from "./files.js";

const PREFIX = "file:";
const text = (name) => document.getElementById(PREFIX + name)?.textContent;
const all = () =>
  Object.fromEntries(
    [...document.querySelectorAll(`script[id^="${PREFIX}"]`)].map((it) => [it.id.slice(PREFIX.length), it.textContent]),
  );

serve(text);

// A page that was opened from a disk may start no worker from there, but one of its own making. It gets the files first.
globalThis.Worker = class extends Worker {
  constructor() {
    super(URL.createObjectURL(new Blob([worker], { type: "text/javascript" })));
    this.postMessage(all());
  }
};

// All there is is here.
document.documentElement.dataset.offline = "";

if (location.search !== "?rescue") import("boot");
