// Makes files, and reads those of scanners and QR codes in pictures of a camera, away from the page, so that it stays alive meanwhile. A module worker: the app
// starts it when somebody asks for a file or drops one. Every answer has the number of what was asked. What fails is told
// as one of four, each with its own thing to do: "fetch", "start", "make", and "refuse" where nothing is broken: there is
// no such file of the assessment, or the file of the user is none of a scanner's.
import init, { codes, findings, make, read } from "./demarc_worker.js";

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

// A file as the program reads it: piece by piece, at once, and never whole.
const source = (file, number) => ({
  size: file.size,
  read: (from, to) => new Uint8Array(new FileReaderSync().readAsArrayBuffer(file.slice(from, to))),
  progress: (bytes) => postMessage({ number, progress: bytes }),
});

// The program refuses in words; what stops it from outside is an error.
const attempt = (act) => {
  try {
    return act();
  } catch (error) {
    throw new Failure(typeof error === "string" ? "refuse" : "make", error);
  }
};

addEventListener("message", async ({ data }) => {
  const { number, words, today } = data;
  try {
    started ??= start(words);
    await started;
    if (data.findings) {
      const { name } = data.findings;
      const found = attempt(() => findings(name, source(data.findings, number), !!data.examples, today));
      postMessage({ number, evidence: found.evidence, passedOver: found.passedOver });
      return;
    }
    if (data.pixels) {
      postMessage({ number, codes: codes(data.width, data.height, data.pixels) });
      return;
    }
    const { format, separator, record, now } = data;
    const file = attempt(() => make(format, separator, record, now, today, data.evidence ?? "", data.workshops ?? ""));
    const made = { number, name: file.name, mime: file.mediaType, bytes: file.take() };
    postMessage(made, [made.bytes.buffer]);
  } catch ({ step, message }) {
    postMessage({ number, failed: step ?? "make", message });
  }
});
