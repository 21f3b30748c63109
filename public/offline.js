// What a site can be beyond a page: at hand without a network, renewed when its user says so, and opened by files.
// It knows the browser's side of that; `src/renewal.rs` asks the user, and public/sw.js keeps the files.

// A new version is asked for when somebody comes back to the page, but not more often than this, in milliseconds.
const ASK_EVERY = 60 * 60 * 1000;
// The first load comes first: the files are kept when this has passed, in milliseconds.
const KEEP_AFTER = 2000;

/** Keeps the site's files with the service worker at this address, if the site has one and the browser lets it. */
export function follow(worker) {
  open();
  if (worker && navigator.serviceWorker) setTimeout(() => keep(worker).catch(console.info), KEEP_AFTER);
}

async function keep(worker) {
  const { serviceWorker } = navigator;
  // Another site that shares this origin may have one for all of it.
  const isOurs = () => serviceWorker.controller?.scriptURL === new URL(worker, document.baseURI).href;
  let controlled = isOurs();
  let renewing = false;
  const registration = await serviceWorker.register(worker, { updateViaCache: "none" });
  serviceWorker.ready.then(() => (document.documentElement.dataset.offline = ""));

  // A version that waits was fetched as a whole. It takes over when the user says so, in all tabs at once.
  const offer = () => registration.waiting && controlled && dispatchEvent(new Event("demarc:version"));
  const watch = () => registration.installing?.addEventListener("statechange", offer);
  registration.addEventListener("updatefound", watch);
  watch();
  offer();
  addEventListener("demarc:renew", () => {
    renewing = true;
    // Another tab may have done it meanwhile.
    if (registration.waiting) registration.waiting.postMessage("take over");
    else location.reload();
  });
  serviceWorker.addEventListener("controllerchange", () => {
    if (!isOurs()) return;
    if (renewing) location.reload();
    // This tab goes on with the files of its own version, which the new one keeps until its user reloads.
    else if (controlled) dispatchEvent(new Event("demarc:version"));
    controlled = true;
  });

  let last = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - last < ASK_EVERY) return;
    last = Date.now();
    registration.update().catch(() => {});
  });
}

// Files that the system opens with the installed app come in as if somebody had dropped them on the page.
function open() {
  self.launchQueue?.setConsumer(async ({ files }) => {
    const dataTransfer = new DataTransfer();
    for (const file of files ?? []) dataTransfer.items.add(await file.getFile());
    if (dataTransfer.items.length) dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
  });
}
