// Makes files away from the page, so that it stays alive meanwhile. A module worker: the app starts it when somebody asks
// for a file. Every answer has the number of what was asked. What fails is told as one of four, each with its own thing to
// do: "fetch", "start", "make", and "refuse" where there is no such file of the assessment and nothing is broken.
import init, { make, read } from "./demarc_worker.js";

class Failure extends Error {
  constructor(step, error) {
    super(error?.message ?? String(error));
    this.step = step;
  }
}

const bytes = async (address) => {
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return await response.arrayBuffer();
  } catch (error) {
    throw new Failure("fetch", error);
  }
};

const start = async (words) => {
  const program = new URL("demarc_worker_bg.wasm", import.meta.url);
  const [module_or_path, ...texts] = await Promise.all([program, ...words.split(" ")].map(bytes));
  try {
    await init({ module_or_path });
    texts.forEach((it, index) => read(index, new Uint8Array(it)));
  } catch (error) {
    throw new Failure("start", error);
  }
};

let started;

addEventListener("message", async ({ data: { number, words, format, separator, record, now, today } }) => {
  try {
    started ??= start(words);
    await started;
    let made;
    try {
      const file = make(format, separator, record, now, today);
      made = { number, name: file.name, mime: file.mediaType, bytes: file.take() };
    } catch (error) {
      // The exporter refuses in words; what stops it from outside is an error.
      throw new Failure(typeof error === "string" ? "refuse" : "make", error);
    }
    postMessage(made, [made.bytes.buffer]);
  } catch ({ step, message }) {
    postMessage({ number, failed: step ?? "make", message });
  }
});
