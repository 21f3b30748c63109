// Takes the steps of a session one after another, and requests a page of the server for each that the screen says is
// saved: `PATH/STEP/FROM/TO/STATUS`, with the times in which it was taken, or `PATH/STEP/unchanged` where there was nothing to change.
const until = (holds) =>
  new Promise((done) => {
    const look = () => (holds() ? done() : setTimeout(look, 1));
    setTimeout(look, 1);
  });
const heading = () => document.querySelector("h1")?.textContent ?? "";
const button = (name) => [...document.querySelectorAll("button")].find((it) => it.textContent.trim() === name);
const press = async (name) => {
  await until(() => button(name));
  button(name).click();
};
const type = (field, text) => {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
const go = async (page, title, assessment = "ASSESSMENT") => {
  location.hash = `#/a/${assessment}/${page}`;
  await until(() => heading() === title);
};
const status = () => document.querySelector("[data-save-status]")?.dataset.saveStatus;

// When the step that is taken begins to change something.
let from = 0;
const begin = () => (from = Date.now());

const acts = {
  async type({ practice, question, part, text }) {
    await go(`practices/${practice}`, question);
    begin();
    type(document.getElementById(part), text);
  },
  // Returns whether there was something to change.
  async respond({ practice, question, level }) {
    await go(`practices/${practice}`, question);
    const named = (it) => it.querySelector(".level__name").textContent === level;
    const radio = [...document.querySelectorAll(".level")].find(named).querySelector("input");
    if (radio.checked) return false;
    begin();
    radio.click();
  },
  async snapshot({ label }) {
    await go("snapshots", "Snapshots");
    await until(() => document.getElementById("label"));
    begin();
    type(document.getElementById("label"), label);
    await press("Take a snapshot");
  },
  async logo({ color }) {
    await go("report", "Report", "SMALL");
    await until(() => document.getElementById("logo"));
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 8;
    const context = canvas.getContext("2d");
    context.fillStyle = `rgb(${color})`;
    context.fillRect(0, 0, 8, 8);
    const data = new DataTransfer();
    const image = await new Promise((done) => canvas.toBlob(done, "image/png"));
    data.items.add(new File([image], "logo.png", { type: "image/png" }));
    const field = document.getElementById("logo");
    const before = document.querySelector(".report-settings__logo img")?.src;
    begin();
    field.files = data.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    await until(() => {
      const now = document.querySelector(".report-settings__logo img")?.src;
      return now && now !== before;
    });
  },
  async open({ text, name }) {
    const data = new DataTransfer();
    data.items.add(new File([text], "session.demarc.json"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    await until(() => heading().startsWith("What is in"));
    begin();
    await press("Open");
    await until(() => !heading().startsWith("What is in"));
  },
  async delete({ name }) {
    location.hash = "#/";
    const rows = () => [...document.querySelectorAll(".assessment")];
    const row = () => rows().find((it) => it.querySelector(".assessment__name").textContent.trim() === name);
    await until(() => row()?.querySelector(".assessment__more"));
    row().querySelector(".assessment__more button").click();
    await until(() => row()?.querySelector(".button--danger"));
    begin();
    [...row().querySelectorAll("button")].find((it) => it.textContent.trim() === "Delete").click();
    await until(() => !row());
  },
};

(async () => {
  for (const [index, act] of ACTS.entries()) {
    if ((await acts[act.do](act)) === false) {
      // The report arrives before the next step, so that the bound of `reached` holds.
      await fetch(`PATH/${index}/unchanged`).catch(() => {});
      continue;
    }
    const to = Date.now();
    if (status() === undefined) await go("practices/FIRST", "QUESTION");
    await until(() => ["saved", "saved-once"].includes(status()));
    fetch(`PATH/${index}/${from}/${to}/${status()}`, { keepalive: true }).catch(() => {});
  }
})();
