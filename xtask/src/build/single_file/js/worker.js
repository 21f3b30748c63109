// Runs before the worker's own script: its first message is the files, and the worker does not hear of it.
import { serve } from "./files.js";

let files;

serve((name) => files?.[name]);
addEventListener("message", (event) => {
  if (files) return;
  files = event.data;
  event.stopImmediatePropagation();
});
