// What the theme's frame leaves out for those who use a keyboard or hear the page: names, and ways to reach things.
"use strict";

(function () {
  const wide = self.ResizeObserver && new ResizeObserver((entries) => entries.forEach((one) => reachable(one.target)));

  menu();
  measureSite.visit(() => {
    for (const label of document.querySelectorAll(".md-nav__container > label[id]")) named(label);
    document.querySelectorAll(".md-code__nav").forEach((nav, n) => nav.setAttribute("aria-label", `Code ${n + 1}`));
    document.querySelectorAll(".md-typeset__scrollwrap").forEach((wrap, n) => {
      wrap.dataset.name = `Tableau ${n + 1}`;
      if (wide) wide.observe(wrap);
    });
  });

  // A label for a hidden box opens the menu: no key reaches it, and it has no name. A button takes its place.
  function menu() {
    const label = document.querySelector(".md-header label[for='__drawer']");
    const box = document.getElementById("__drawer");
    if (!label || !box) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = `${label.className} frame-menu`;
    button.setAttribute("aria-label", "Menu");
    button.append(...label.childNodes);
    label.replaceWith(button);
    const tell = () => button.setAttribute("aria-expanded", String(box.checked));
    tell();
    box.addEventListener("change", tell);
    button.addEventListener("click", () => box.click());
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.checked || document.querySelector("dialog[open]")) return;
      box.click();
      button.focus();
    }, true);
  }

  // What unfolds a part of the menu is a sign without words: it says which part.
  function named(label) {
    const link = label.parentElement.querySelector("a");
    if (!link || label.textContent.trim()) return;
    const words = document.createElement("span");
    words.className = "frame-unseen";
    words.textContent = `Sous-menu ${link.textContent.trim()}`;
    label.append(words);
  }

  // A table that is wider than the screen scrolls: the keyboard must get there, and only then.
  function reachable(wrap) {
    const scrolls = wrap.scrollWidth > wrap.clientWidth;
    for (const [name, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", wrap.dataset.name]]) {
      if (scrolls) wrap.setAttribute(name, value);
      else wrap.removeAttribute(name);
    }
  }
})();
