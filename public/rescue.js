// Shows which records of Demarc this device stores and saves them as a file, without the app. It never writes.
// It takes every key with the prefix, whatever the kind of its record.
// `crates/core/src/exchange/rescue.rs` reads the file.
const PREFIX = "demarc:v1:";
const DATABASE = "demarc:v1";
const STORE = "records";
const FILE = "rescue.demarc.json";

// The records of localStorage; null if the browser denies access.
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

// The open database; null if there is none. Opening would create it, so its existence is checked first; where it can't
// be checked, a new database is aborted.
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
      .map((key, index) => ({ key, text: texts[index] }))
      .filter(({ key, text }) => typeof text === "string" && String(key).startsWith(PREFIX));
  } finally {
    opened.close();
  }
}

// The rows of the database; null if the browser denies access or does not answer within 5 seconds.
function rows() {
  const late = new Promise((resolve) => setTimeout(resolve, 5000, null));
  return Promise.race([readRows().catch(() => null), late]);
}

// All stored records: of localStorage, of the database, and both merged for the file.
async function look() {
  const first = records();
  const second = await rows();
  const known = new Map((first ?? []).map(({ key, text }) => [key, text]));
  const more = (second ?? []).filter(({ key, text }) => known.get(key) !== text);
  return { first, second, more, all: [...(first ?? []), ...more] };
}

const count = (number) => (number === 1 ? "1 record" : `${number} records`);
const blocked = "this browser does not let this page read it.";

function describe({ first, second, more, all }) {
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
  const items = describe(found).map((line) => {
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
  // A lone surrogate, which only damage leaves, would make the whole file unreadable.
  const records = found.all.map(({ key, text }) => ({ key, text: text.replace(/\p{Surrogate}/gu, "\ufffd") }));
  const file = JSON.stringify({ format: "demarc-rescue", version: 1, records }, null, 2);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file], { type: "application/json" }));
  link.download = FILE;
  link.click();
  // Some browsers read the URL only after the click event.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  document.getElementById("said").textContent =
    `${count(records.length)} handed to your browser as ${FILE}. Look for it where your downloads go.`;
}

document.getElementById("save").addEventListener("click", save);
look().then(show);
