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
    await caches.delete(CACHE);
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
    const type = response.headers.get("Content-Type") ?? "application/octet-stream";
    return cache.put(address, new Response(bytes, { headers: { "Content-Type": type } }));
  }
  throw new Error(`${name} is not the file of version ${VERSION}`);
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Pages of the version that served until now may be open still, so its files stay until the next one serves.
async function clear() {
  const mine = await caches.open(CACHE);
  const served = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS) || name === CACHE) continue;
    const has = await (await caches.open(name)).match(HERE + SERVED);
    // What was fetched and never served is nobody's.
    if (has) served.push(name);
    else await caches.delete(name);
  }
  const last = served.pop();
  await Promise.all(served.map((name) => caches.delete(name)));
  await mine.put(HERE + SERVED, new Response(""));
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
    if (kept) return kept;
  }
  return fetch(request);
}
