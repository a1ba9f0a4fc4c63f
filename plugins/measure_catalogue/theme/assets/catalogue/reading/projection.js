// Shows a page to a room: one part a screen, and as many screens as it takes.
"use strict";

(function () {
  const make = measureTaking.make;
  const ASIDE = ".headerlink, button, .reading-bar, .sheet-foot, .breadcrumb, .invites, .tools, .history, .contribute, .item-menu, .cited-by, a[aria-label^='Modifier']";

  measureReading.project = function (article) {
    const was = document.activeElement;
    const stage = make("div", { class: "stage-body md-typeset", tabindex: "-1" });
    const corner = make("p", { class: "stage-corner" });
    const count = make("p", { class: "stage-count", role: "status" });
    const back = make("button", { type: "button", "aria-label": "Écran précédent" }, "‹");
    const next = make("button", { type: "button", "aria-label": "Écran suivant" }, "›");
    const end = make("button", { type: "button" }, "Quitter");
    const foot = make("div", { class: "stage-foot" }, corner, count, back, next, end);
    const dialog = make("dialog", { class: "stage", "aria-label": "Projection" }, stage, foot);
    document.body.append(dialog);
    dialog.showModal();
    corner.textContent = (measureSite.public || measureSite.base).replace(/^\w+:\/\//, "") + measureSite.path();
    let screens = cut(parts(article), stage);
    let at = 0;

    function show(to) {
      at = Math.max(0, Math.min(screens.length - 1, to));
      stage.replaceChildren(...screens[at].map((one) => one.cloneNode(true)));
      stage.scrollTop = 0;
      const heading = stage.querySelector("h1, h2, h3");
      count.textContent = `${at + 1} / ${screens.length}`;
      stage.setAttribute("aria-label", heading ? heading.textContent : "");
      [back.disabled, next.disabled] = [at === 0, at === screens.length - 1];
      stage.focus();
    }

    const MOVES = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity };
    dialog.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in MOVES)) return;
      if (event.key === " " && event.target.tagName === "BUTTON") return;
      event.preventDefault();
      show(at + MOVES[event.key]);
    });
    back.addEventListener("click", () => show(at - 1));
    next.addEventListener("click", () => show(at + 1));
    end.addEventListener("click", () => dialog.close());
    let from = null;
    stage.addEventListener("touchstart", (event) => (from = event.changedTouches[0].clientX), { passive: true });
    stage.addEventListener("touchend", (event) => {
      const moved = event.changedTouches[0].clientX - from;
      if (Math.abs(moved) > 60) show(at + (moved < 0 ? 1 : -1));
    });
    const resized = () => {
      const share = at / screens.length;
      screens = cut(parts(article), stage);
      show(Math.round(share * screens.length));
    };
    addEventListener("resize", resized);
    dialog.addEventListener("close", () => {
      removeEventListener("resize", resized);
      dialog.remove();
      if (was && was.isConnected) was.focus();
    });
    show(0);
  };

  // The blocks of each part, its heading first: the title, each section, each action.
  function parts(article) {
    const found = [];
    const walk = (element) => {
      for (const one of element.children) {
        if (one.matches(ASIDE)) continue;
        if (one.matches(".part, .part-body")) walk(one);
        else if (/^H[12]$/.test(one.tagName) || one.matches("h3.action") || !found.length) found.push([plain(one)]);
        else found[found.length - 1].push(plain(one));
      }
    };
    walk(article);
    return found.filter((blocks) => blocks.length > 1 || blocks[0].textContent.trim());
  }

  function plain(one) {
    const copy = one.cloneNode(true);
    for (const aside of copy.querySelectorAll(ASIDE)) aside.remove();
    for (const named of [copy, ...copy.querySelectorAll("[id]")]) named.removeAttribute("id");
    return copy;
  }

  // Screens that hold each part, block by block; a part that goes on has its heading again.
  function cut(all, stage) {
    const screens = [];
    for (const [heading, ...blocks] of all) {
      let screen = [heading];
      const queue = [...blocks];
      while (queue.length) {
        const block = queue.shift();
        if (fits(stage, [...screen, block])) screen.push(block);
        else {
          const two = halves(block);
          const ended = screen.length - headings(screen);
          if (ended > 1) {
            screens.push(screen.slice(0, ended));
            queue.unshift(...screen.slice(ended), block);
            screen = [again(heading)];
          } else if (screen.length > 1 && fits(stage, [...screen.slice(1), block])) {
            if (!screen[0].matches(".stage-again")) screens.push([screen[0]]);
            screen = [...screen.slice(1), block]; // two headings leave it no room: that of the part gives way
          } else if (two) queue.unshift(...two);
          else screen.push(block); // one long word, or a drawing: the stage scrolls
        }
      }
      screens.push(screen);
    }
    return screens;
  }

  function fits(stage, blocks) {
    stage.replaceChildren(...blocks);
    return stage.scrollHeight <= stage.clientHeight + 1;
  }

  // How many headings a screen ends with: they go on to the next, with what they are of.
  function headings(screen) {
    let number = 0;
    while (number < screen.length - 1 && /^H[3-6]$/.test(screen[screen.length - 1 - number].tagName)) number += 1;
    return number;
  }

  function again(heading) {
    const copy = heading.cloneNode(true);
    copy.classList.add("stage-again");
    copy.append(make("small", {}, " (suite)"));
    return copy;
  }

  // A block as two: a list by its items, a box by its blocks, a table by its rows, a paragraph by its sentences.
  function halves(block) {
    const rows = block.tagName === "TABLE" ? [...block.querySelectorAll("tbody > tr")] : [...block.children];
    const isText = /^(P|LI|H[1-6])$/.test(block.tagName) || !rows.length;
    if (isText) return sentences(block);
    if (rows.length < 2) return rows.length && sentences(rows[0]) ? sentences(rows[0]).map((one) => within(block, [one])) : null;
    const half = Math.ceil(rows.length / 2);
    const two = [block.cloneNode(true), block.cloneNode(true)];
    two.forEach((copy, second) => {
      const kept = copy.tagName === "TABLE" ? [...copy.querySelectorAll("tbody > tr")] : [...copy.children];
      kept.forEach((one, n) => n < half === Boolean(second) && one.remove());
    });
    if (two[1].tagName === "OL") two[1].start = (block.start || 1) + half;
    return two;
  }

  function within(block, inside) {
    const copy = block.cloneNode(false);
    copy.append(...inside);
    return copy;
  }

  function sentences(block) {
    const words = block.textContent.trim().split(/(?<=[.;:!?])\s+/);
    const pieces = words.length > 1 ? words : block.textContent.trim().split(/\s+/);
    if (pieces.length < 2) return null;
    const half = Math.ceil(pieces.length / 2);
    return [pieces.slice(0, half), pieces.slice(half)].map((some) => within(block, [some.join(" ")]));
  }
})();
