// Starts the app, and shows a message if it can't start or go on. The message needs neither the app nor a network.
// The script's element names the files; a module has no document.currentScript, so the element is found by its id.
const { wasm, worker, rescue } = document.getElementById("boot").dataset;
const page = document.documentElement;
// How long a waiting version may take to activate, in milliseconds.
const TAKES_OVER_WITHIN = 2000;
// How long to wait for the browser to report its first paint, in milliseconds.
const SHOWS_WITHIN = 300;
let started = false;
let stopped = false;

const make = (name, properties, ...inside) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
};

// A waiting newer version may not have the fault, and the app can no longer offer it.
const again = async () => {
  const { serviceWorker } = navigator;
  const site = await serviceWorker?.getRegistration().catch(() => {});
  const waiting = site?.scope === new URL("./", document.baseURI).href && site.waiting;
  if (!waiting) return location.reload();
  // A reload before that version activates would load this version again.
  serviceWorker.addEventListener("controllerchange", () => location.reload());
  setTimeout(() => location.reload(), TAKES_OVER_WITHIN);
  waiting.postMessage("take over");
};

const stop = () => {
  if (stopped) return;
  stopped = true;
  // After the app's code has returned: it calls this function.
  queueMicrotask(() => {
    const [title, text] = started
      ? [
          "Demarc could not go on",
          "Something in it failed that should not. What you entered is still on this device, up to the last “Saved”. " +
            "Reload to go on from there.",
        ]
      : [
          "Demarc could not start",
          "A part of it did not arrive or failed, or this browser does not run WebAssembly (Lockdown Mode and strict " +
            "security settings forbid it; except this site there). What you entered earlier is still on this device, up " +
            "to the last “Saved”. Reload, or try a current browser.",
        ];
    const heading = make("h1", { className: "page-title", tabIndex: -1 }, title);
    const alert = make("section", {}, heading, make("p", {}, text));
    alert.setAttribute("role", "alert");
    const reload = { type: "button", className: "button button--primary", onclick: again };
    const actions = make(
      "p",
      { className: "actions" },
      make("button", reload, "Reload"),
      make("a", { href: rescue, className: "button" }, "Save what is kept as a file"),
    );
    document.title = `${title} · Demarc`;
    document.body.replaceChildren(make("main", { className: "page" }, alert, actions));
    heading.focus();
  });
};

// Stops what is left of the app from handling events, so that it changes nothing. These listeners are added first.
for (const type of ["hashchange", "storage", "keydown", "dragover", "drop", "visibilitychange", "pagehide"]) {
  addEventListener(type, (event) => stopped && event.stopImmediatePropagation(), true);
}

// A panic ends in a trap, which is reported as a RuntimeError. Those of browser extensions are ignored.
for (const type of ["error", "unhandledrejection"]) {
  addEventListener(type, ({ error, reason = error }) => {
    const trapped = self.WebAssembly && reason instanceof WebAssembly.RuntimeError;
    if (trapped && !/-extension:/.test(reason.stack)) stop();
  });
}

// The frame of the page exists before the app. The hash names the page, so the skip link moves focus by script.
addEventListener("click", (event) => {
  if (!event.target.closest(".skip-link")) return;
  event.preventDefault();
  document.getElementById("main")?.focus();
});

// The app waits until the browser has painted the static content, which it then replaces. It does not wait if that
// content is hidden, or if the browser does not report the paint.
const shown = () =>
  new Promise((done) => {
    const told = "largest-contentful-paint";
    const waits = page.dataset.starting === "home" && !document.hidden;
    if (!waits || !self.PerformanceObserver?.supportedEntryTypes.includes(told)) return done();
    new PerformanceObserver(done).observe({ type: told, buffered: true });
    setTimeout(done, SHOWS_WITHIN);
  });

// Files that arrive without a drop on the running app are handled as if they were dropped on it.
const drop = (files) => {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  if (files.length) dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
};

const run = ([app]) => app.default({ module_or_path: new URL(wasm, document.baseURI) });

Promise.all([import("./demarc.js"), shown()])
  .then(run)
  .then(() => {
    started = true;
    // The app has handled a button that was pressed before it started, and hears a drop from now on.
    delete page.dataset.starting;
    delete page.dataset.asked;
    drop(self.dropped);
    new ResizeObserver(([{ target }]) => {
      page.style.setProperty("--covered", `${target.offsetHeight}px`);
    }).observe(document.querySelector(".toasts"));
    return import("./offline.js");
  })
  .then(({ follow }) => follow(worker, drop))
  .catch((error) => {
    console.error(error);
    if (!started) stop();
  });
