// What all the scripts start from: where the site is, when a page is shown, and how one more script comes.
"use strict";

(function () {
  // Read once: where pages are swapped in place, this script stays that of the first one.
  const base = new URL("../../", document.currentScript.src).href;
  const loaded = new Map();
  const waiting = new Map();

  self.measureSite = {
    base,
    public: elsewhere(),

    // The path of the page that is shown below the root of the site, without the name of its file.
    path: () => here().slice(base.length).replace(/index\.html$/, ""),

    // Calls back for the page that is shown, then for each that takes its place.
    visit(shown) {
      if (window.document$) window.document$.subscribe(() => shown());
      else if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => shown());
      else shown();
    },

    // Changes the address of the page in place; from a disk some browsers allow none of it, which does no harm.
    rewrite(address, more) {
      try {
        history.replaceState({ ...history.state, ...more }, "", address);
      } catch {
        // it stays as it is
      }
    },

    // Resolves to the data of a file of the site, named by its path without « .js »: a script, for from a disk nothing else loads.
    data(name) {
      return script(`${base}${name.split("/").map(encodeURIComponent).join("/")}.js`).then(() => waiting.get(name));
    },

    // The data files call this when they run.
    received: (name, data) => waiting.set(name, data),
  };

  function here() {
    return location.href.split(/[?#]/)[0];
  }

  // The root of the site at its public address, "" where it has none: what a page says of itself, less its path.
  function elsewhere() {
    const said = (document.querySelector("link[rel=canonical]")?.href || "").replace(/index\.html$/, "");
    const path = here().slice(base.length).replace(/index\.html$/, "");
    const root = said.endsWith(path) ? said.slice(0, said.length - path.length) : "";
    return /^https?:\/\/(?!localhost\b|127\.|0\.0\.0\.0|\[::1\])/.test(root) ? root : "";
  }

  // Resolves when a script has run, named by its path in assets/catalogue/.
  self.measureScript = (name) => script(`${base}assets/catalogue/${name}.js`);

  // One that failed is tried again when it is next asked for.
  function script(address) {
    if (!loaded.has(address)) loaded.set(address, new Promise((resolve, reject) => run(address, resolve, reject)));
    loaded.get(address).catch(() => loaded.delete(address));
    return loaded.get(address);
  }

  function run(address, resolve, reject) {
    const script = document.createElement("script");
    script.src = address;
    script.async = false; // they run in the order in which they were asked for, however they come
    script.onload = resolve;
    script.onerror = () => reject(new Error(address));
    document.head.append(script);
  }

  // Opened from a disk, a folder shows its list of files: links and forms to folders lead to the page in them.
  if (location.protocol === "file:") {
    const whole = (path) => (path.endsWith("/") ? `${path}index.html` : path);
    addEventListener("click", (event) => {
      const link = event.target.closest && event.target.closest("a[href]");
      if (link && link.protocol === "file:") link.pathname = whole(link.pathname);
    }, true);
    addEventListener("submit", (event) => {
      const action = event.target.getAttribute("action");
      if (action) event.target.setAttribute("action", whole(action));
    }, true);
  }
})();
