// The page of all results: the same box, with its state in the address, so that it can be linked, left and found again.
"use strict";
self.measureSearch = self.measureSearch || {};

(function () {
  const STEP = 100; // results that are added at once

  // Starts the box in the element of the page that is for it.
  measureSearch.page = function (host) {
    if (host.querySelector(".search-box")) return;
    const asked = new URLSearchParams(location.search);
    const { limit = STEP, y = 0 } = history.state || {};
    const title = document.title;
    const more = measureSearch.make("button", { type: "button", class: "search-button search-further", hidden: true }, "Afficher plus");
    const box = measureSearch.box({
      name: "page",
      isPage: true,
      limit,
      onShown({ answer }) {
        more.hidden = answer.total <= shown(answer);
        if (host.isConnected) document.title = named(answer, title);
      },
      onQuiet: keep,
    });
    box.element.append(more);
    host.replaceChildren(box.element);
    more.addEventListener("click", () => further(box));
    box.element.addEventListener("input", () => (box.limit = STEP), true); // before the box asks
    box.list.addEventListener("click", () => keep(box), true); // before the link is followed
    start(box, asked, y);
  };

  const shown = ({ groups }) => groups.reduce((sum, one) => sum + one.hits.length, 0);

  // Arrived at with a question, the page shows its answer, where it was left; without one, it waits for words.
  function start(box, asked, y) {
    const query = asked.get("q") || "";
    box.search({ query, catalogue: asked.get("catalogue") || "", level: asked.get("niveau") || "" });
    if (query) box.running.then(() => y && scrollTo(0, y));
    else box.input.focus({ preventScroll: true });
  }

  // The keyboard goes on at the first of the results that came.
  async function further(box) {
    const known = box.options.length;
    box.limit += STEP;
    box.ask();
    await box.running;
    box.options[known]?.focus({ preventScroll: true });
  }

  const named = ({ query }, title) => (query.trim() ? `«\u00a0${query.trim()}\u00a0» – ${title}` : title);

  // Some browsers let an address be rewritten but so often: once typing stops is enough.
  function keep(box) {
    if (!box.element.isConnected) return;
    const address = new URL(location.href);
    address.search = new URL(measureSearch.pageOf(box.state)).search;
    measureSearch.rewrite(address, { limit: box.limit, y: scrollY });
  }
})();
