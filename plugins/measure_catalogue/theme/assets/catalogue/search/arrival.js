// Marks, in a page that a result led to, the words that were looked for.
"use strict";
self.measureSearch = self.measureSearch || {};

(function () {
  const ASIDE = "script, style, code, pre, .headerlink, .search-unmark";
  let unmark = () => {};

  // Marks what `?h=` says, and takes it out of the address: who copies that shares the page, not the question.
  measureSearch.arrival = async function () {
    const address = new URL(location.href);
    const asked = (address.searchParams.get("h") || "").split(/\s+/).filter(Boolean);
    address.searchParams.delete("h");
    measureSearch.rewrite(address);
    const article = document.querySelector("article.md-content__inner");
    if (!article || !asked.length) return;
    const { folding: tables } = await measureSearch.data("manifest");
    const folding = measureSearch.folding(tables);
    unmark();
    const marks = mark(article, folding, new Set([...asked, ...folding.words(asked.join(" "))]));
    if (!marks.length) return;
    show(marks);
    offer(article, marks);
  };

  function mark(article, folding, wanted) {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(ASIDE)) texts.push(walker.currentNode);
    return texts.flatMap((text) => {
      const found = folding.spans(text.data).filter((one) => one.words.some((word) => wanted.has(word)));
      return found.reverse().map((one) => wrap(text, one)).reverse(); // from the end: what is cut off moves nothing before it
    });
  }

  function wrap(text, { start, end }) {
    const mark = document.createElement("mark");
    mark.className = "search-mark";
    const word = text.splitText(start);
    word.splitText(end - start);
    word.replaceWith(mark);
    mark.append(word);
    return mark;
  }

  // The place that the address names stays in view; without one the first mark comes into it.
  function show(marks) {
    const target = document.querySelector(":target");
    const isOpened = reveal(target || marks[0]);
    if (target) return isOpened && target.scrollIntoView();
    const { top, bottom } = marks[0].getBoundingClientRect();
    if (isOpened || top < 0 || bottom > innerHeight) marks[0].scrollIntoView({ block: "center" });
  }

  // Opens what an element is folded away in; true if anything was.
  function reveal(element) {
    let isOpened = Boolean(element.closest("[hidden]"));
    if (self.measureReading) measureReading.reveal(element);
    for (let one = element.closest("details"); one; one = one.parentElement.closest("details")) {
      isOpened ||= !one.open;
      one.open = true;
    }
    return isOpened;
  }

  function offer(article, marks) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "search-unmark";
    button.textContent = "Enlever le surlignage";
    unmark = () => {
      for (const one of marks) {
        const { parentNode } = one;
        one.replaceWith(...one.childNodes);
        parentNode?.normalize();
      }
      button.remove();
      unmark = () => {};
    };
    button.addEventListener("click", () => unmark());
    article.append(button);
  }

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) unmark();
  });
})();
