// Finds elements to click and measures what follows a click. Runs before the page's own scripts.
(() => {
  const answers = [];
  const saving = { time: 0, times: 0 };
  let results = null;
  let given = 0;

  const frame = () =>
    new Promise((done) =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = done;
        channel.port2.postMessage(0);
      }),
    );
  // From the browser's time stamp of the press until the next frame is painted. It includes event handlers, styles,
  // layout and paint.
  let timing = false;
  addEventListener(
    "click",
    ({ isTrusted, timeStamp, target }) => {
      if (!isTrusted) return;
      if (target.closest("label, input[type=radio]")) {
        // A click on a label clicks its input too.
        if (timing) return;
        timing = true;
        frame().then(() => {
          timing = false;
          answers.push(performance.now() - timeStamp);
        });
      } else {
        const look = () =>
          frame().then(() => {
            if (headed("Results")) results = performance.now() - timeStamp;
            else if (performance.now() - timeStamp < 10000) look();
          });
        if (target.closest("button, a, input")?.dataset.leads === "results") look();
      }
    },
    true,
  );

  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (...all) {
    const begin = performance.now();
    try {
      return setItem.apply(this, all);
    } finally {
      saving.time += performance.now() - begin;
      saving.times += 1;
    }
  };

  const headed = (text) => [...document.querySelectorAll("h1, h2, h3")].some((it) => it.textContent.trim().startsWith(text));
  const until = async (look) => {
    for (const begin = performance.now(); performance.now() - begin < 20000; ) {
      const found = look();
      if (found) return found;
      await frame();
    }
    throw new Error(`it never comes: ${look}`);
  };
  // Background tasks run when no other task waits. Idle callbacks would come 100 ms after each press.
  const idle = () => scheduler.postTask(() => {}, { priority: "background" });
  const position = async (element) => {
    // Clicks wait until the page is idle, because it can scroll after it has drawn something.
    await frame();
    await idle();
    element.scrollIntoView({ block: "center", behavior: "instant" });
    await frame();
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  const named = (name) =>
    [...document.querySelectorAll("button, a, input[type=button], input[type=submit]")].find(
      (it) => (it.value || it.textContent).trim() === name && it.getClientRects().length > 0,
    );

  globalThis.drive = {
    // The position of answer number n of the next question. Some pages reuse their elements for the next question, but
    // the answered one has a checked choice.
    async answer(nth) {
      const input = await until(() => {
        const inputs = [...document.querySelectorAll("main input[type=radio], form input[type=radio]")];
        return inputs.some((it) => it.checked || it.disabled) ? null : inputs[nth];
      });
      const [x, y] = await position(input);
      if (input.contains(document.elementFromPoint(x, y))) return [x, y];
      return position(input.closest("label"));
    },
    // Waits until the answer shows, is saved if the page says so, and deferred work is done.
    async answered() {
      const count = given + 1;
      await until(() => answers.length >= count);
      given = count;
      await until(() => (document.querySelector("[data-save-status]")?.dataset.saveStatus ?? "saved") === "saved");
      await idle();
    },
    // The position of the button to the next question, or of the one to the results.
    async next(name, last) {
      const [next, end] = [named(name), named(last)];
      if (end) end.dataset.leads = "results";
      return [...(await position(next ?? end)), next === undefined];
    },
    // The position of the link to the results.
    async end(last) {
      const link = await until(() => named(last));
      link.dataset.leads = "results";
      return position(link);
    },
    async results() {
      await until(() => results !== null);
      return { answers, results, saving };
    },
  };

  // The memory of WebAssembly, which is not part of the JavaScript heap.
  const memories = new Set();
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const make = WebAssembly[name];
    WebAssembly[name] = async (...all) => {
      const made = await make.apply(WebAssembly, all);
      const { exports } = made.instance ?? made;
      Object.values(exports).forEach((it) => it instanceof WebAssembly.Memory && memories.add(it));
      return made;
    };
  }
  globalThis.memory = () => [...memories].reduce((sum, it) => sum + it.buffer.byteLength, 0);
})();
