// Fetches the parts of the app when it asks for them. What did not come can be asked for again.
import { initSync } from "./demarc.js";

const files = {};

// Servers that don't know the type of WebAssembly are as good: so not by streaming, which for small files is no faster.
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
