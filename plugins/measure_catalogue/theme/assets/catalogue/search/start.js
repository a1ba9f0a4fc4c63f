// Opens the search when it is asked for, and until then loads nothing else of it.
"use strict";
self.measureSearch = self.measureSearch || {};

(function () {
  const OVER = ["data", "client", "results", "box", "dialog"];
  const WITHIN = ["data", "client", "results", "box", "page"];
  const ARRIVED = ["data", "words", "arrival"];

  const opener = document.querySelector(".search-open");
  if (!opener) return;

  measureSearch.base = measureSite.base;
  measureSearch.script = (name) => measureScript(`search/${name}`);
  measureSearch.rewrite = measureSite.rewrite;
  const fallback = opener.href;

  const load = (names) => Promise.all(names.map(measureSearch.script));

  function open() {
    const here = document.querySelector(".search-page input");
    if (here) return here.select(), here.focus();
    return load(OVER).then(() => measureSearch.dialog(), () => location.assign(fallback));
  }

  // With a modifier only: a single letter would fire under dictated words and stray fingers (WCAG 2.1.4).
  const isMac = /^(Mac|iP)/.test(navigator.platform);
  addEventListener("keydown", (event) => {
    const isHeld = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    if (!isHeld || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    open();
  }, true);

  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab is wanted
    event.preventDefault();
    event.stopPropagation();
    opener.focus(); // not every browser does at a click, and the focus comes back here
    open();
  });
  for (const sign of ["pointerenter", "focus"]) opener.addEventListener(sign, () => load(OVER).catch(() => {}), { once: true });

  const keys = opener.querySelector("kbd");
  keys.hidden = false;
  if (isMac) keys.textContent = "⌘ K";
  opener.href = fallback;
  opener.setAttribute("aria-haspopup", "dialog");
  opener.setAttribute("aria-keyshortcuts", isMac ? "Meta+K" : "Control+K");

  function visit() {
    const page = document.querySelector(".search-page");
    if (page) load(WITHIN).then(() => measureSearch.page(page));
    if (/[?&]h=/.test(location.search)) load(ARRIVED).then(() => measureSearch.arrival());
  }

  measureSite.visit(visit);
})();
