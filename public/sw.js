// Keeps the files of one version of the site and answers with them, so that Demarc runs without a network.
// The build writes before this: VERSION, and FILES, the SHA-256 of each file by its name. A version is kept as a whole
// or not at all, and the page of one version gets no file of another: files have names by their content, but for the
// pages, and those come from here.

// Other sites may share this origin. What is ours begins with this.
const HERE = new URL(registration.scope).pathname;
const OURS = `demarc:${HERE}:`;
const CACHE = OURS + VERSION;
const PAGES = { "": "index.html", "index.html": "index.html", "rescue.html": "rescue.html" };
const AT_ONCE = 4;
// No file: stands in the cache of a version once it serves.
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
    // The version that serves may be this one, published again.
    if (!(await cache.match(HERE + SERVED))) await caches.delete(CACHE);
    throw error;
  }
}

// What lies in between, a proxy or the browser, may still have the file of another version.
async function keepFile(cache, name, hash) {
  const address = HERE + name;
  for (const how of ["default", "reload"]) {
    const response = await fetch(address, { cache: how });
    const bytes = await response.arrayBuffer();
    if (!response.ok || (await sha256(bytes)) !== hash) continue;
    // What the server says of its files holds for those that are kept, too; but not how they were sent.
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

// Pages of the version that served until now may be open still, so its files stay until the next one serves.
async function clear() {
  // First: if this is broken off, the version serves all the same.
  const mine = await caches.open(CACHE);
  const mark = HERE + SERVED;
  await mine.put(mark, new Response(""));
  const served = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS) || name === CACHE) continue;
    const has = await (await caches.open(name)).match(mark);
    // What was fetched and never served is nobody's, unless it is a newer version's.
    if (has) served.push(name);
    else if (!registration.installing && !registration.waiting) await caches.delete(name);
  }
  const last = served.pop();
  await Promise.all(served.map((name) => caches.delete(name)));
  // The first version serves the page that fetched it; a later one serves what the one before it served.
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

// What one of these versions has, else what the network has.
async function find(versions, name, request) {
  versions ??= [CACHE, ...(await caches.keys()).filter((it) => it.startsWith(OURS) && it !== CACHE)];
  for (const version of versions) {
    const kept = await (await caches.open(version)).match(HERE + name);
    if (kept && (version !== CACHE || (await isWhole(kept.clone(), name)))) return kept;
  }
  return fetch(request);
}

// Other sites that share this origin can write to its caches. What they put there is not answered with.
async function isWhole(kept, name) {
  return (await sha256(await kept.arrayBuffer())) === FILES[name];
}
