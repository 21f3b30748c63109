// Starts the app, and tells the user when it can't start or can't go on. The message needs neither the app nor a network.
// The element that loads this names the files; a module has no document.currentScript, so it is found by its id.
const { wasm, worker, rescue } = document.getElementById("boot").dataset;
const page = document.documentElement;
// How long a version that waits is given to take over, in milliseconds.
const TAKES_OVER_WITHIN = 2000;
// How long the browser is given to say that the first words show, in milliseconds.
const SHOWS_WITHIN = 300;
let started = false;
let stopped = false;

const make = (name, properties, ...inside) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
};

// A newer version that waits may do better, and the app can't ask for it any more.
const again = async () => {
  const { serviceWorker } = navigator;
  const site = await serviceWorker?.getRegistration().catch(() => {});
  const waiting = site?.scope === new URL("./", document.baseURI).href && site.waiting;
  if (!waiting) return location.reload();
  // Loaded before that version has taken over, the page would be this one's again.
  serviceWorker.addEventListener("controllerchange", () => location.reload());
  setTimeout(() => location.reload(), TAKES_OVER_WITHIN);
  waiting.postMessage("take over");
};

const stop = () => {
  if (stopped) return;
  stopped = true;
  // When the app's code has come to its end: it is what calls this.
  queueMicrotask(() => {
    const [title, text] = started
      ? [
          "Demarc could not go on",
          "Something in it failed that should not. What you entered is still on this device, up to the last “Saved”. " +
            "Reload to go on from there.",
        ]
      : [
          "Demarc could not start",
          "A part of it did not arrive or failed, or this browser does not run WebAssembly. What you entered earlier " +
            "is still on this device, up to the last “Saved”. Reload, or try a current browser.",
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

// What is left of the app hears nothing any more, and so changes nothing. This listens first: the app is not there yet.
for (const type of ["hashchange", "storage", "keydown", "dragover", "drop", "visibilitychange", "pagehide"]) {
  addEventListener(type, (event) => stopped && event.stopImmediatePropagation(), true);
}

// A panic is a trap, and a trap ends as an error of this kind. Those of extensions are not ours.
for (const type of ["error", "unhandledrejection"]) {
  addEventListener(type, ({ error, reason = error }) => {
    const trapped = self.WebAssembly && reason instanceof WebAssembly.RuntimeError;
    if (trapped && !/-extension:/.test(reason.stack)) stop();
  });
}

// The frame of the page is there before the app. The address's hash names the page, so the skip link moves the focus.
addEventListener("click", (event) => {
  if (!event.target.closest(".skip-link")) return;
  event.preventDefault();
  document.getElementById("main")?.focus();
});

// The app waits until the browser has painted the page's own content, which it then replaces. It does not wait where that
// content is hidden, or where the browser does not report the paint.
const shown = () =>
  new Promise((done) => {
    const told = "largest-contentful-paint";
    const waits = page.dataset.starting === "home" && !document.hidden;
    if (!waits || !self.PerformanceObserver?.supportedEntryTypes.includes(told)) return done();
    new PerformanceObserver(done).observe({ type: told, buffered: true });
    setTimeout(done, SHOWS_WITHIN);
  });

const run = ([app]) => app.default({ module_or_path: new URL(wasm, document.baseURI) });

Promise.all([import("./demarc.js"), shown()])
  .then(run)
  .then(() => {
    started = true;
    // What was asked of the page before then is done.
    delete page.dataset.starting;
    delete page.dataset.asked;
    return import("./offline.js");
  })
  .then(({ follow }) => follow(worker))
  .catch((error) => {
    console.error(error);
    if (!started) stop();
  });
