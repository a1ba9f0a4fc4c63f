// What must be done before a page is shown, and what the theme's script counts on: a file, for the policy of the site
// runs no script that stands in a page. The head asks for it; the place after the buttons for light and dark again.
"use strict";

(function () {
  if (self.__md_scope) return coloured();
  const { src, dataset } = document.currentScript;
  self.__md_scope = new URL(dataset.scope || new URL("../../../", src), location);
  self.__md_hash = (text) => [...text].reduce((sum, one) => ((sum << 5) - sum + one.charCodeAt(0)) | 0, 0);
  self.__md_get = (name, kept = localStorage, { pathname } = __md_scope) => JSON.parse(kept.getItem(`${pathname}.${name}`));
  self.__md_set = (name, value, kept = localStorage, { pathname } = __md_scope) => {
    try {
      kept.setItem(`${pathname}.${name}`, JSON.stringify(value));
    } catch {
      // a browser that keeps nothing: the page works for as long as it is shown
    }
  };

  // Light or dark, as the reader left it, before anything is drawn.
  function coloured() {
    const colours = { ...__md_get("__palette")?.color };
    const asked = "(prefers-color-scheme)"; // the buttons have a third way: as the system has it
    if (colours.media === asked) {
      const media = `${asked.slice(0, -1)}: ${matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark"})`;
      const { dataset } = document.querySelector(`[data-md-color-media="${media}"]`);
      Object.assign(colours, {
        media, scheme: dataset.mdColorScheme, primary: dataset.mdColorPrimary, accent: dataset.mdColorAccent,
      });
    }
    for (const [name, value] of Object.entries(colours)) document.body.setAttribute(`data-md-color-${name}`, value);
  }
})();
