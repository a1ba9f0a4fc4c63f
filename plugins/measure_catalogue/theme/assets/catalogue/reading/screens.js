// Lays a page out on screens: each part begins one and goes on over others, cut between blocks, rows, items, words.
"use strict";

(function () {
  const make = measureTaking.make;
  const ASIDE = "nav, .headerlink, .reading-bar, .sheet-foot, .invites, .tools, .history, .contribute, .item-tools, .item-menu, " +
    ".cited-by, .search-unmark, .selection-box, a[aria-label^='Modifier'], script, .address .full";
  const BLOCKS = "p, ul, ol, dl, div, article, section, table, blockquote, pre, details, h1, h2, h3, h4, h5, h6";
  const HEADING = /^H[3-6]$/;
  const LEAST = 6; // words of a paragraph that are worth beginning it for

  // The parts, and the screens that they fill in an element of the size of the window; it is made ready for the
  // sections first, for what stands around it takes room.
  measureReading.screens = function (item, stage, prepare) {
    const sections = parts(item);
    prepare(sections);
    const screens = sections.flatMap((section, number) => laid(section, stage).map((one) => ({ section: number, ...one })));
    for (const one of screens) {
      const named = one.nodes.flatMap((node) => [node, ...node.querySelectorAll("[data-from]")]);
      one.ids = new Set(named.map((node) => node.dataset.from).filter(Boolean));
    }
    return { sections, screens };
  };

  // The title, each section, each action; a heading that only has actions below it is said above each of them.
  function parts(item) {
    const found = [];
    let above = null;
    const walk = (element) => {
      for (const one of element.children) {
        if (one.matches(ASIDE)) continue;
        if (one.matches(".part, .part-body")) walk(one);
        else if (one.matches("h1, h2, h3.action")) {
          const isAction = one.matches(".action");
          above = one.tagName === "H2" ? one : isAction ? above : null;
          const name = words(one);
          const number = isAction ? one.id : item.number;
          found.push({ id: one.id, item: number, name, heading: one, above: isAction && above ? words(above) : "", blocks: [] });
        } else if (found.length) found[found.length - 1].blocks.push(one);
      }
    };
    walk(item.article);
    const introduces = (one, n) => !one.blocks.length && one.heading.tagName === "H2" && found[n + 1] && found[n + 1].above;
    return found.filter((one, n) => !introduces(one, n));
  }

  const words = (one) => plain(one).textContent.replace(/\s+/g, " ").trim();

  // A copy to be cut: no name twice, nothing to press, and no letters between blocks.
  function plain(one) {
    const copy = one.cloneNode(true);
    for (const aside of copy.querySelectorAll(ASIDE)) aside.remove();
    for (const button of copy.querySelectorAll("button")) button.replaceWith(...button.childNodes);
    for (const named of [copy, ...copy.querySelectorAll("[id]")]) {
      if (named.id) named.dataset.from = named.id;
      named.removeAttribute("id");
    }
    for (const folded of [copy, ...copy.querySelectorAll("details, [hidden]")]) {
      folded.removeAttribute("hidden");
      if (folded.tagName === "DETAILS") folded.open = true;
    }
    for (const mixed of [copy, ...copy.querySelectorAll("li, div, td, th, dd, blockquote")]) if (isParted(mixed)) alone(mixed);
    return copy;
  }

  const isParted = (one) => [...one.children].some((below) => below.matches(BLOCKS));

  function alone(mixed) {
    let run = null;
    for (const one of [...mixed.childNodes]) {
      if (one.nodeType === 1 && one.matches(BLOCKS)) run = null;
      else if (run) run.append(one);
      else if (one.textContent.trim()) {
        run = make("div", {});
        one.before(run);
        run.append(one);
      }
    }
  }

  function laid(section, stage) {
    const found = [];
    const queue = section.blocks.map(plain);
    const begin = (...head) => {
      stage.replaceChildren(...head);
      return head.length;
    };
    let heads = begin(...opening(section));
    const end = () => found.push({ nodes: [...stage.children], isMore: found.length > 0 });
    if (!fits(stage)) { // a title that is longer than the screen
      queue.unshift(...stage.children);
      heads = begin();
    }
    while (queue.length) {
      const block = queue.shift();
      stage.append(block);
      if (fits(stage)) continue;
      const rest = cut(block, stage, stage.children.length === 1);
      if (rest) queue.unshift(rest);
      else {
        block.remove();
        queue.unshift(...headed(stage, heads, block), block);
      }
      if (stage.children.length > heads || (found.length === 0 && heads)) {
        end();
        heads = begin(again(section));
      } else if (heads) heads = begin(); // even its heading leaves it no room
      else {
        stage.append(queue.shift()); // what cannot be cut
        const flat = stage.firstChild.tagName === "TABLE" ? cells(stage.firstChild) : null;
        if (flat) {
          queue.unshift(...flat);
          heads = begin();
        } else {
          end();
          heads = begin(again(section));
        }
      }
    }
    if (stage.children.length > heads || !found.length) end();
    return found;
  }

  function opening(section) {
    const heading = plain(section.heading);
    return section.above ? [make("p", { class: "stage-above" }, section.above), heading] : [heading];
  }

  function again(section) {
    const { name } = section;
    const short = name.length > 60 ? `${name.slice(0, 60).replace(/\s+\S*$/, "")}…` : name;
    return make(section.heading.tagName.toLowerCase(), { class: "stage-again" }, `${short} (suite)`);
  }

  const fits = (stage) => stage.scrollHeight <= stage.clientHeight + 1;

  // The headings at the end of a screen, with their line of facts: they go on with the block that they are of. Where
  // there is nothing else on the screen they stay.
  function headed(stage, heads, block) {
    const taken = [];
    const take = () => {
      taken.unshift(stage.lastElementChild);
      stage.lastElementChild.remove();
    };
    if (!HEADING.test(block.tagName) && isLine(stage.lastElementChild)) take();
    while (stage.children.length > heads && HEADING.test(stage.lastElementChild.tagName)) take();
    if (stage.children.length > heads) return taken;
    stage.append(...taken);
    return [];
  }

  const isLine = (one) => one && one.matches(".facts, .example-title") && HEADING.test(one.previousElementSibling?.tagName);

  // Takes from a block what does not fit, and gives it; null where nothing of it fits, and it is whole again.
  function cut(block, stage, isAlone) {
    if (block.tagName === "TABLE") return cutTable(block, stage);
    const isList = /^(UL|OL|DL)$/.test(block.tagName);
    return isList || isParted(block) ? cutBox(block, stage, isAlone) : cutWords(block, stage, isAlone);
  }

  function cutBox(box, stage, isAlone) {
    const rest = box.cloneNode(false);
    const all = box.children.length;
    while (!fits(stage) && box.lastElementChild) rest.prepend(box.lastElementChild);
    let kept = box.children.length;
    const next = rest.firstElementChild;
    box.append(next);
    const more = cut(next, stage, isAlone && !kept);
    rest.prepend(more || next);
    if (more) more.classList.add("stage-more");
    while (!more && box.lastElementChild && (HEADING.test(box.lastElementChild.tagName) || isLine(box.lastElementChild))) rest.prepend(box.lastElementChild);
    kept = more ? kept + 1 : box.children.length;
    if (box.tagName === "OL") rest.start = (box.start || 1) + kept - (more ? 1 : 0);
    if (box.children.length && (more || rest.children.length < all)) return rest;
    box.append(...rest.children);
    return null;
  }

  function cutTable(table, stage) {
    const rest = table.cloneNode(true);
    const rows = (of) => [...of.querySelectorAll("tbody > tr")];
    const all = rows(table).length;
    for (const row of rows(table).reverse()) if (!fits(stage)) row.remove();
    const kept = rows(table).length;
    for (const row of rows(rest).slice(0, kept)) row.remove();
    if (kept && kept < all) return rest;
    table.replaceChildren(...(kept ? table.childNodes : rest.childNodes));
    return null;
  }

  // A row that is taller than the screen is read cell after cell.
  function cells(table) {
    const row = table.querySelector("tbody > tr") || table.querySelector("tr");
    if (!row) return null;
    const said = [...row.children].map((cell) => make("div", {}, ...cell.childNodes)).filter((one) => one.textContent.trim());
    row.remove();
    return table.querySelector("tbody > tr") ? [...said, table] : said;
  }

  // At the end of a sentence where one is near, else between two words; its links and its emphasis stay.
  function cutWords(block, stage, isAlone) {
    if (!isAlone && (HEADING.test(block.tagName) || block.offsetHeight < stage.clientHeight / 2)) return null; // a room reads it better whole
    const whole = block.cloneNode(true);
    const ends = wordEnds(whole);
    const shown = (number) => {
      block.replaceChildren(part(whole, null, ends[number - 1]));
      return fits(stage);
    };
    let [least, most] = [0, ends.length];
    while (least < most) {
      const middle = Math.ceil((least + most) / 2);
      if (shown(middle)) least = middle;
      else most = middle - 1;
    }
    const sentence = ends.slice(0, least).findLastIndex((one) => one.isSentence) + 1;
    let number = sentence > least / 2 ? sentence : least;
    if (ends.length - number < LEAST && ends.length > 2 * LEAST) number = Math.min(number, ends.length - LEAST); // none is left alone
    if (number < (isAlone ? 1 : LEAST) || number === ends.length) {
      block.replaceChildren(...whole.childNodes);
      return null;
    }
    shown(number);
    const rest = block.cloneNode(false);
    rest.append(part(whole, ends[number - 1], null));
    delete rest.dataset.from;
    return rest;
  }

  function part(whole, from, to) {
    const range = document.createRange();
    range.selectNodeContents(whole);
    if (from) range.setStart(from.text, from.offset);
    if (to) range.setEnd(to.text, to.offset);
    return range.cloneContents();
  }

  function wordEnds(whole) {
    const walker = document.createTreeWalker(whole, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const text = walker.currentNode;
      for (const one of text.data.matchAll(/\S+/g)) {
        found.push({ text, offset: one.index + one[0].length, isSentence: /[.;:!?»]$/.test(one[0]) });
      }
    }
    return found;
  }
})();
