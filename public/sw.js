// Stores the files of one version of the site and serves them, so that Demarc runs without a network.
// The build prepends VERSION, and FILES: the SHA-256 of each file by name. A version is stored completely or not at
// all, and a page gets only files of its own version: file names contain content hashes, except for the pages, which
// are served from this version.

// Other sites may share this origin. Caches with this prefix are ours.
const HERE = new URL(registration.scope).pathname;
const OURS = `demarc:${HERE}:`;
const CACHE = OURS + VERSION;
const PAGES = { "": "index.html", "index.html": "index.html", "rescue.html": "rescue.html" };
const AT_ONCE = 4;
// The key of a mark, not of a file, in the cache of a version that has become active.
const SERVED = "served";

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
    // The stored response keeps the server's headers, except those about the transfer.
    const headers = new Headers(response.headers);
    for (const of of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(of);
    return cache.put(address, new Response(bytes, { headers }));
  }
  throw new Error(`${name} is not the file of version ${VERSION}`);
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
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
  if (Object.hasOwn(PAGES, name)) event.respondWith(find([CACHE], PAGES[name], event.request));
  else if (mode !== "navigate") event.respondWith(find(null, name, event.request));
});

// Answers from the first of these versions that has the file, else from the network.
async function find(versions, name, request) {
  versions ??= [CACHE, ...(await caches.keys()).filter((it) => it.startsWith(OURS) && it !== CACHE)];
  for (const version of versions) {
    const kept = await (await caches.open(version)).match(HERE + name);
    if (kept && (version !== CACHE || (await isWhole(kept.clone(), name)))) return kept;
  }
  return fetch(request);
}

// Other sites on this origin can write to its caches. A response whose hash differs is not served.
async function isWhole(kept, name) {
  return (await sha256(await kept.arrayBuffer())) === FILES[name];
}
