// Registers the service worker, offers a new version, and takes files that the system hands to the installed app.
// `src/update_prompt.rs` asks the user, and public/sw.js stores the files.

// The least time between two checks for a new version, in milliseconds. A check runs when the page becomes visible.
const ASK_EVERY = 60 * 60 * 1000;
// The delay before the service worker is registered, so that it does not slow the first load, in milliseconds.
const KEEP_AFTER = 2000;

/**
 * Registers the service worker at this address, if the site has one and the browser supports it. `drop` hands files to
 * the app.
 */
export function follow(worker, drop) {
  self.launchQueue?.setConsumer(async ({ files }) => drop(await Promise.all(files.map((file) => file.getFile()))));
  if (worker && navigator.serviceWorker) setTimeout(() => keep(worker).catch(console.info), KEEP_AFTER);
}

async function keep(worker) {
  const { serviceWorker } = navigator;
  // Another site on this origin may have a service worker whose scope includes this page.
  const isOurs = () => serviceWorker.controller?.scriptURL === new URL(worker, document.baseURI).href;
  let controlled = isOurs();
  let renewing = false;
  const registration = await serviceWorker.register(worker, { updateViaCache: "none" });
  serviceWorker.ready.then(() => (document.documentElement.dataset.offline = ""));

  // A waiting version is fetched completely. It activates for all tabs at once when the user accepts it.
  const offer = () => registration.waiting && controlled && dispatchEvent(new Event("demarc:version"));
  const watch = () => registration.installing?.addEventListener("statechange", offer);
  registration.addEventListener("updatefound", watch);
  watch();
  offer();
  addEventListener("demarc:renew", () => {
    renewing = true;
    // Another tab may have activated it already.
    if (registration.waiting) registration.waiting.postMessage("take over");
    else location.reload();
  });
  serviceWorker.addEventListener("controllerchange", () => {
    if (!isOurs()) return;
    if (renewing) location.reload();
    // This tab keeps the files of its own version, which the new one keeps until the user reloads.
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
