// Drives a search box in its page, and tells when its answers are shown: ours, or that of Material alone.
"use strict";

(function () {
  const OURS = {
    opener: "a.search-open",
    input: "dialog[open] input[role=combobox]",
    output: "dialog[open]",
    isShown: (query) => {
      const said = document.querySelector("dialog[open] [role=listbox]")?.dataset.query;
      return said === query || said === query.trim();
    },
    isEmpty: () => !document.querySelector("dialog[open] a[role=option]"),
  };

  // Material clears its list and fills it again for each answer: whatever changes there once a query is made is its answer.
  const STOCK = {
    opener: "label.md-header__button[for=__search]",
    input: ".md-search__input",
    output: ".md-search-result",
    isShown: (_, changes) => changes.length > 0 && !/Initialisation|Taper/.test(said()),
    isEmpty: () => !document.querySelector(".md-search-result__item"),
  };
  const said = () => document.querySelector(".md-search-result__meta").textContent;

  const box = () => (document.querySelector(OURS.opener) ? OURS : STOCK);
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });

  const LONG = 60_000; // ms after which nothing more is waited for

  // Resolves to the time at which `isDone` holds, seen as soon as the page changes.
  function when(root, isDone) {
    return new Promise((resolve, reject) => {
      setTimeout(reject, LONG, new Error("no answer"));
      const seen = (changes) => {
        if (!isDone(changes)) return;
        observer.disconnect();
        resolve(performance.now());
      };
      const observer = new MutationObserver(seen);
      observer.observe(root, { subtree: true, childList: true, attributes: true });
      seen([]);
    });
  }

  // Types a query at once, and resolves when its answer is shown: { wait, isEmpty }, in milliseconds.
  async function answer(query) {
    const { input, output, isShown, isEmpty } = box();
    const field = document.querySelector(input);
    const shown = when(document.querySelector(output), (changes) => isShown(query, changes));
    const start = performance.now();
    field.value = query;
    field.dispatchEvent(new InputEvent("input", { bubbles: true })); // what ours listens to
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true })); // what Material listens to
    return { wait: (await shown) - start, isEmpty: isEmpty() };
  }

  // Opens the box and types as soon as it can be: { start, wait, total }; `wait` is from the key to the answer.
  async function first(query) {
    const { opener, input } = box();
    const start = performance.now();
    document.querySelector(opener).click();
    const opened = await when(document.documentElement, () => document.querySelector(input));
    document.querySelector(input).focus();
    const { wait } = await answer(query);
    return { start, wait, total: opened - start + wait };
  }

  // For how long in all the page could not answer a hand since a time.
  const blocked = (since) => tasks.filter((one) => one.startTime + one.duration > since).reduce((sum, one) => sum + one.duration, 0);

  // Whether a query would be answered with nothing more to prepare; ours prepares nothing before it is opened.
  const isReady = () => box() === OURS || !said().includes("Initialisation");

  self.searchBench = { first, answer, blocked, isReady };
})();
