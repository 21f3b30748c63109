// Answers what is fetched with files that came along, compressed and in base64. Nothing asks a network.
// Files are known by their names alone: in one file there are no folders.
const bytes = (text) => {
  const raw = atob(text);
  const all = new Uint8Array(raw.length);
  for (let place = 0; place < raw.length; place += 1) all[place] = raw.charCodeAt(place);
  return all;
};

export const serve = (find) => {
  globalThis.fetch = async (asked) => {
    const name = String(asked?.url ?? asked).replace(/[?#].*/, "").split("/").pop();
    const text = find(name);
    if (text === undefined) throw new TypeError(`${name} is not in this file`);
    const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    const all = new Blob([bytes(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(all, { headers: { "content-type": type } });
  };
};
