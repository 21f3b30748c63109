// Starts the app. An external module, because the page's security policy allows no inline script.
// A module has no document.currentScript, so the element that names the files is found by its id.
const { js, wasm } = document.getElementById("boot").dataset;

try {
  const app = await import(new URL(js, document.baseURI).href);
  await app.default({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  console.error(error);
  const sentence = document.createElement("p");
  sentence.setAttribute("role", "alert");
  sentence.textContent =
    "Demarc could not start: this browser does not support WebAssembly or a file failed to load. " +
    "Reload, or try a current browser.";
  const main = document.createElement("main");
  main.append(sentence);
  document.body.replaceChildren(main);
}
