// Shows the page that saves what is kept, where the address asks for it. A script of its own: it has to run where the app's
// does not.
if (location.search === "?rescue") {
  const page = document.getElementById("rescue");
  document.title = page.dataset.title;
  document.body.replaceChildren(page.content);
  import("rescue");
}
