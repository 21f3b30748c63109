// Fetches chunks of the app when it asks for them. A chunk that did not arrive can be asked for again.
import { initSync } from "./demarc.js";

const files = {};

// Not by streaming, which needs the right media type from the server and is no faster for small files.
const get = async (file) => {
  const answer = await fetch(new URL(file, import.meta.url));
  return WebAssembly.instantiate(await answer.arrayBuffer(), { main: initSync() });
};

const load = (file) =>
  (files[file] ??= get(file).catch((error) => {
    delete files[file];
    throw error;
  }));

const group =
  (...names) =>
  async (callback, data) => {
    let there = true;
    try {
      await Promise.all(names.map(load));
    } catch (error) {
      console.error(error);
      there = false;
    }
    initSync().__indirect_function_table.get(callback)(data, there);
  };
