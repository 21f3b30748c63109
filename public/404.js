// Leads from an address that the server has no file for to the app. The app's addresses are hashes. Programs that check
// the links in mail write the # as %23, which makes the hash a part of the path: /demarc/%23/explore/rds.
const here = new URL(location.href);
const [before, ...hash] = here.pathname.split("%23");

const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

// The links of a site that was built for any path are relative, and this page may be shown below a folder that is not
// there. The site is the nearest folder above that has the app's manifest.
const findHome = async () => {
  const links = document.querySelectorAll("[data-home]");
  if (links[0].getAttribute("href") !== "./") return;
  for (let path = before; path.includes("/"); ) {
    path = path.slice(0, path.lastIndexOf("/"));
    here.pathname = `${path}/`;
    here.search = here.hash = "";
    const { ok } = await fetch(new URL("manifest.webmanifest", here), { method: "HEAD" }).catch(() => ({}));
    if (!ok) continue;
    for (const link of links) link.href = here.href;
    return;
  }
};

if (hash.length) {
  // Setting the parts of this address keeps its origin, whatever the path begins with.
  here.pathname = before;
  here.search = "";
  here.hash = decoded(hash.join("%23"));
  location.replace(here);
} else {
  findHome();
}
