// Shows what this device keeps of Demarc's and saves it as a file, without the app. It reads and never writes.
// It takes every key with the prefix and knows no kinds of records.
// `crates/core/src/exchange/rescue.rs`, which reads the file, knows them.
const PREFIX = "demarc:v1:";
const DATABASE = "demarc:v1";
const STORE = "records";
const FILE = "rescue.demarc.json";

// The records of localStorage; null when the browser does not let them be read.
function records() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    return keys.map((key) => ({ key, text: localStorage.getItem(key) }));
  } catch {
    return null;
  }
}

const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// The database, open; null when there is none. Opening is what makes one where none is, so it is asked for first, and
// not made where that can't be asked.
async function database() {
  const all = await indexedDB.databases?.();
  if (all && !all.some(({ name }) => name === DATABASE)) return null;
  const request = indexedDB.open(DATABASE);
  let isNew = false;
  request.onupgradeneeded = () => {
    isNew = true;
    request.transaction.abort();
  };
  try {
    return await answer(request);
  } catch (error) {
    if (isNew) return null;
    throw error;
  }
}

async function readRows() {
  const opened = await database();
  if (!opened) return [];
  try {
    if (!opened.objectStoreNames.contains(STORE)) return [];
    const store = opened.transaction(STORE).objectStore(STORE);
    const [keys, texts] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
    return keys
      .map((key, place) => ({ key, text: texts[place] }))
      .filter(({ key, text }) => typeof text === "string" && String(key).startsWith(PREFIX));
  } finally {
    opened.close();
  }
}

// The rows of the database; null when the browser does not let them be read, or does not answer.
function rows() {
  const late = new Promise((resolve) => setTimeout(resolve, 5000, null));
  return Promise.race([readRows().catch(() => null), late]);
}

// All that is kept: both, and what goes into the file.
async function look() {
  const first = records();
  const second = await rows();
  const known = new Map((first ?? []).map(({ key, text }) => [key, text]));
  const more = (second ?? []).filter(({ key, text }) => known.get(key) !== text);
  return { first, second, more, all: [...(first ?? []), ...more] };
}

const count = (number) => (number === 1 ? "1 record" : `${number} records`);
const blocked = "this browser does not let this page read it.";

function inWords({ first, second, more, all }) {
  const differing = more.length ? `${more.length} of them not in local storage, or different there` : "as in local storage";
  const lines = [
    `Local storage: ${first ? count(first.length) : blocked}`,
    `Second copy, in a database: ${second ? count(second.length) + (second.length ? `, ${differing}` : "") : blocked}`,
  ];
  if (!first || !second) {
    lines.push("If cookies and site data are blocked for this address, allow them in the browser’s settings and reload.");
  } else if (!all.length) {
    lines.push("So nothing is kept here. Look in the browser, the profile and at the address where you entered it.");
  }
  return lines;
}

function show(found) {
  const items = inWords(found).map((line) => {
    const item = document.createElement("li");
    item.textContent = line;
    return item;
  });
  document.getElementById("kept").replaceChildren(...items);
  document.getElementById("save").hidden = !found.all.length;
}

async function save() {
  const found = await look();
  show(found);
  // Half a character, which only damage leaves, would make the file unreadable as a whole.
  const records = found.all.map(({ key, text }) => ({ key, text: text.replace(/\p{Surrogate}/gu, "\ufffd") }));
  const file = JSON.stringify({ format: "demarc-rescue", version: 1, records }, null, 2);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file], { type: "application/json" }));
  link.download = FILE;
  link.click();
  // Some browsers read the address only after the click is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  document.getElementById("said").textContent =
    `${count(records.length)} handed to your browser as ${FILE}. Look for it where your downloads go.`;
}

document.getElementById("save").addEventListener("click", save);
look().then(show);
