// Stores the files of one version of the site and serves them, so that Demarc runs without a network.
// The build prepends VERSION, and FILES: the SHA-256 of each file by name. A version is stored completely or not at
// all, and a page gets only files of its own version: file names contain content hashes, except for the pages, which
// are served from this version.
//
// Every site on this origin can write to every cache, so nothing in a cache is believed: neither bytes, nor headers, nor
// a list of hashes. The hashes of this version are in this script. Those of an older version, which open pages still
// use, follow from the address that such a page asks for: the name of a folder of the app is the hash of the list of
// its files.

// Other sites may share this origin. Caches with this prefix are ours.
const HERE = new URL(registration.scope).pathname;
const OURS = `demarc:${HERE}:`;
const CACHE = OURS + VERSION;
const PAGES = { "": "index.html", "index.html": "index.html", "rescue.html": "rescue.html" };
const AT_ONCE = 4;
// The key of a mark, not of a file, in the cache of a version that has become active.
const SERVED = "served";

// A file in a folder of the app, which has the hash of its list in its name.
const IN_APP = /^(app-([0-9a-f]{32})\/)(.+)$/;
// The list of the files of a folder of the app, with the SHA-256 of each.
const LIST = "files.json";

// The type of a file by the end of its name.
const TYPES = {
  bin: "application/octet-stream",
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
};
// The server's headers that are kept. All they can do is forbid, so a forged one breaks the page at worst.
const LIMITS = [
  "content-security-policy",
  "cross-origin-embedder-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "permissions-policy",
  "x-content-type-options",
  "x-frame-options",
];
// A policy can also name an address to which violations are sent. That part is dropped.
const REPORTS = /;?\s*report-(uri|to)\b[^;,]*/gi;

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(clear()));
addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

async function keep() {
  const cache = await caches.open(CACHE);
  const waiting = Object.entries(FILES);
  const some = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await keepFile(cache, ...next);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, some));
  } catch (error) {
    waiting.length = 0;
    // The active version may be this one, published again.
    if (!(await cache.match(HERE + SERVED))) await caches.delete(CACHE);
    throw error;
  }
}

// A proxy or the browser cache may still have the file of another version.
async function keepFile(cache, name, hash) {
  const address = HERE + name;
  for (const how of ["default", "reload"]) {
    const response = await fetch(address, { cache: how });
    const bytes = await response.arrayBuffer();
    if (!response.ok || (await sha256(bytes)) !== hash) continue;
    // Others can have put several responses for one address there, each for other headers of a request.
    await cache.delete(address, { ignoreVary: true, ignoreSearch: true });
    return cache.put(address, new Response(bytes, { headers: headersFor(name, response.headers) }));
  }
  throw new Error(`${name} is not the file of version ${VERSION}`);
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The headers that a file is stored with, from those that it has.
function headersFor(name, headers) {
  const kept = { "content-type": TYPES[name.slice(name.lastIndexOf(".") + 1)] };
  for (const key of LIMITS) {
    if (headers.has(key)) kept[key] = headers.get(key).replace(REPORTS, "");
  }
  return new Headers(kept);
}

// Pages of the previous version may still be open, so its files stay until the next version becomes active.
async function clear() {
  // First: if this function is interrupted, the version is marked all the same.
  const mine = await caches.open(CACHE);
  const mark = HERE + SERVED;
  await mine.put(mark, new Response(""));
  const served = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS) || name === CACHE) continue;
    const has = await (await caches.open(name)).match(mark);
    // A cache that never became active is removed, unless it belongs to a newer version.
    if (has) served.push(name);
    else if (!registration.installing && !registration.waiting) await caches.delete(name);
  }
  const last = served.pop();
  await Promise.all(served.map((name) => caches.delete(name)));
  // The first version serves the page that registered it; a later one takes over the pages of the version before it.
  if (!last) await clients.claim();
}

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || !pathname.startsWith(HERE)) return;
  const name = pathname.slice(HERE.length);
  if (Object.hasOwn(PAGES, name)) event.respondWith(own(PAGES[name], event.request));
  else if (mode === "navigate") return;
  else if (Object.hasOwn(FILES, name)) event.respondWith(own(name, event.request));
  else if (IN_APP.test(name)) event.respondWith(older(name, event.request));
});

// A file of this version. What is missing or damaged is fetched again; where that fails, the network answers.
async function own(name, request) {
  const cache = await caches.open(CACHE);
  const stored = () => whole(cache, name, FILES[name]);
  const again = () => keepFile(cache, name, FILES[name]).then(stored, () => undefined);
  return (await stored()) ?? (await again()) ?? fetch(request);
}

// A file of an older version, for a page of that version.
async function older(name, request) {
  for (const version of await caches.keys()) {
    if (!version.startsWith(OURS)) continue;
    const cache = await caches.open(version);
    const hash = await hashByName(cache, name);
    const stored = hash && (await whole(cache, name, hash));
    if (stored) return stored;
  }
  return fetch(request);
}

// The hash of a file in a folder of the app, by the list of that folder.
async function hashByName(cache, name) {
  const [, folder, hash, file] = IN_APP.exec(name);
  const list = await whole(cache, folder + LIST, hash);
  if (!list) return undefined;
  const files = await list.json();
  return Object.hasOwn(files, file) ? files[file] : undefined;
}

// The stored response for a file, if its bytes have this hash and it is in all else as this script stores it. The
// address of a response, for one, is where its imports are looked for.
async function whole(cache, name, hash) {
  const stored = await cache.match(HERE + name);
  if (!stored || stored.url !== "" || stored.status !== 200) return undefined;
  const [has, should] = [stored.headers, headersFor(name, stored.headers)].map((it) => JSON.stringify([...it]));
  if (has !== should) return undefined;
  return (await sha256(await stored.clone().arrayBuffer())).startsWith(hash) ? stored : undefined;
}
