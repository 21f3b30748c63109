// Records what the browser reports about a load. Runs before the page's own scripts.
(() => {
  const seen = { first: null, largest: null, shift: 0, ready: null, question: null };
  const tasks = [];
  const observe = (type, act) =>
    new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({ type, buffered: true });
  observe("paint", (it) => it.name === "first-contentful-paint" && (seen.first = it.startTime));
  observe("largest-contentful-paint", (it) => (seen.largest = it.startTime));
  observe("layout-shift", (it) => it.hadRecentInput || (seen.shift += it.value));
  observe("longtask", (it) => tasks.push([it.startTime, it.startTime + it.duration]));

  // A frame is painted when a message that was sent while it was made arrives.
  const painted = (act) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = act;
      channel.port2.postMessage(0);
    });
  const shown = (input) => input && !input.disabled && input.getClientRects().length > 0;
  let looking = false;
  const look = () => {
    if (looking || !document.querySelector("main input[type=radio], form input[type=radio]")) return;
    looking = true;
    painted(() => {
      looking = false;
      const inputs = [...document.querySelectorAll("main input[type=radio], form input[type=radio]")];
      if (!inputs.some(shown)) return look();
      seen.question = performance.now();
      watching.disconnect();
    });
  };
  const watching = new MutationObserver(look);
  watching.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });

  // A page with `data-starting` waits for its app to start.
  let starting = false;
  const taking = new MutationObserver(() => {
    const has = "starting" in document.documentElement.dataset;
    if (starting && !has) {
      taking.disconnect();
      painted(() => (seen.ready = performance.now()));
    }
    starting = has;
  });
  taking.observe(document, { subtree: true, attributes: true, attributeFilter: ["data-starting"] });

  // A second request of a file is served from the cache and transfers nothing.
  const bytes = (until) =>
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
      .filter((it) => it.responseEnd <= until && it.transferSize > 0)
      .reduce((sum, it) => sum + it.encodedBodySize, 0);

  globalThis.measured = () => {
    const now = performance.now();
    const { first, question } = seen;
    const ready = seen.ready ?? question ?? first;
    const blocking = (from) =>
      tasks
        .map(([begin, end]) => end - Math.max(begin, from) - 50)
        .filter((it) => it > 0)
        .reduce((sum, it) => sum + it, 0);
    const resources = performance.getEntriesByType("resource").map((it) => it.responseEnd);
    return {
      ...seen,
      ready,
      blocking: blocking(first ?? 0),
      blockingAll: blocking(0),
      bytesReady: bytes(ready),
      bytesQuestion: question === null ? null : bytes(question),
      idle: now - Math.max(0, ...tasks.map(([, end]) => end), ...resources),
    };
  };
})();
