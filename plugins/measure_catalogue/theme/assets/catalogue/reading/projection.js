// Shows a measure to a room: one part a screen, and as many screens as it takes.
"use strict";

(function () {
  const make = measureTaking.make;
  const MOVES = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity };

  measureReading.show = function (item) {
    if (document.querySelector("dialog.stage")) return;
    const body = make("div", { class: "stage-body md-typeset", tabindex: "-1", role: "region", "aria-label": "Écran" });
    const corner = make("p", { class: "stage-corner" });
    const count = make("p", { class: "stage-count", "aria-hidden": "true" });
    const voice = make("p", { class: "stage-voice", role: "status" });
    const button = (label, sign, run) => {
      const made = make("button", { type: "button", "aria-label": label }, sign);
      made.addEventListener("click", run);
      return made;
    };
    const back = button("Écran précédent", "‹", () => show(at - 1));
    const next = button("Écran suivant", "›", () => show(at + 1));
    const end = button("Quitter la projection", "✕", () => dialog.close());
    const dialog = make("dialog", { class: "stage", "aria-label": `Projection de ${item.number}` },
      body, make("div", { class: "stage-foot" }, corner, count, back, next, end), voice);
    const returned = { focus: document.activeElement, hash: location.hash };
    document.body.append(dialog);
    dialog.showModal();
    let { sections, screens } = measureReading.screens(item, body, prepared);
    let at = 0;

    // The foot is as high as its longest words will make it.
    function prepared(all) {
      const longest = all.map((one) => one.item).reduce((one, other) => (other.length > one.length ? other : one));
      corner.replaceChildren(make("strong", {}, longest), place(longest));
      count.textContent = "000 / 000";
    }

    function show(to) {
      at = Math.max(0, Math.min(screens.length - 1, to));
      const { section: number, nodes, isMore } = screens[at];
      const section = sections[number];
      body.replaceChildren(...nodes);
      count.textContent = `${at + 1} / ${screens.length}`;
      corner.replaceChildren(make("strong", {}, section.item), place(section.item));
      voice.textContent = `Écran ${at + 1} sur ${screens.length} : ${section.name}${isMore ? " (suite)" : ""}`;
      back.setAttribute("aria-disabled", String(at === 0)); // not disabled: it would lose the focus
      next.setAttribute("aria-disabled", String(at === screens.length - 1));
      address(`#${section.id}`, true);
    }

    // Where one finds it again: the short address, which has no meaning on a disk.
    function place(number) {
      if (location.protocol === "file:" && !measureSite.public) return ` ${item.title}`;
      const slug = measureSite.path().split("/")[0];
      return ` ${(measureSite.public || measureSite.base).replace(/^\w+:\/\//, "")}${slug}/${number}`;
    }

    function address(hash, isShown) {
      const now = new URL(location.href);
      now.searchParams.delete("projection");
      if (isShown) now.searchParams.set("projection", "1");
      now.hash = hash;
      measureSite.rewrite(now);
    }

    // Where the window changes, the same place in the same part stays in view.
    function resized() {
      const of = (number) => screens.map((one, n) => (one.section === number ? n : -1)).filter((n) => n >= 0);
      const section = screens[at].section;
      const before = of(section);
      const share = (at - before[0]) / before.length;
      ({ sections, screens } = measureReading.screens(item, body, prepared));
      const after = of(section);
      show(after[0] + Math.floor(share * after.length));
    }

    dialog.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in MOVES)) return;
      if (event.key === " " && event.target.closest("button, a")) return;
      event.preventDefault();
      show(at + MOVES[event.key]);
    });
    let from = null;
    body.addEventListener("touchstart", (event) => (from = event.touches.length === 1 ? event.changedTouches[0] : null), { passive: true });
    body.addEventListener("touchend", (event) => {
      const [to] = event.changedTouches;
      if (!from) return;
      const [right, down] = [to.clientX - from.clientX, to.clientY - from.clientY];
      if (Math.abs(right) > 50 && Math.abs(right) > 2 * Math.abs(down)) show(at + (right < 0 ? 1 : -1));
    });
    dialog.addEventListener("click", (event) => event.target.closest("a[href]") && dialog.close()); // it leads elsewhere
    addEventListener("resize", resized);
    dialog.addEventListener("close", () => {
      removeEventListener("resize", resized);
      dialog.remove();
      address(returned.hash, false);
      const { focus } = returned;
      const own = [...document.querySelectorAll(".reading-bar button")].pop();
      if (focus && focus.isConnected && focus !== document.body) focus.focus();
      else if (own) own.focus({ preventScroll: true });
    });
    const wanted = decoded(location.hash);
    show(Math.max(0, wanted ? screens.findIndex((one) => one.ids.has(wanted)) : 0));
    body.focus();
  };

  function decoded(hash) {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return "";
    }
  }
})();
