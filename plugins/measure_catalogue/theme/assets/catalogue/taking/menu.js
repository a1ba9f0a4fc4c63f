// The menu of an item: copy its address in three ways, show its code, keep it.
"use strict";

(function () {
  const { make, copy, say } = measureTaking;
  let open = null;

  const escaped = (text) => text.replace(/[\\[\]`*_<>]/g, "\\$&");

  function item(button) {
    const [slug] = measureSite.path().split("/");
    const number = button.dataset.item.slice(slug.length + 1);
    const heading = button.closest(".facts").previousElementSibling;
    const bare = heading.cloneNode(true);
    for (const aside of bare.querySelectorAll(".headerlink, button")) aside.remove();
    const words = bare.textContent.replace(/\s+/g, " ").trim();
    const title = number && words.startsWith(number) ? words.slice(number.length).trim() : words;
    const path = number ? `${slug}/${number}/` : `${slug}/`;
    return { full: button.dataset.item, name: `${number} ${title}`.trim(), path, address: (measureSite.public || measureSite.base) + path };
  }

  function entries(one) {
    const copied = (label, text, said) => [label, async () => {
      if (await copy(text)) say(said);
    }];
    const found = [
      copied("Copier le lien", one.address, "Lien copié"),
      copied("Copier le titre et le lien", `${one.name} (${one.address})`, "Titre et lien copiés"),
      copied("Copier en Markdown", `[${escaped(one.name)}](${one.address})`, "Markdown copié"),
    ];
    if (navigator.share) {
      const sent = { title: one.name, url: one.address };
      found.push(["Envoyer…", () => navigator.share(sent).catch(() => {})]); // one may think better of it
    }
    if (measureSite.public) {
      found.push(["Code QR (nouvel onglet)", () => window.open(`${measureSite.base}qr/${one.path.slice(0, -1)}.svg`, "_blank", "noopener")]);
    }
    if (one.path.split("/").length > 2) {
      const isKept = measureSelection.has(one.full);
      found.push([isKept ? "Retirer de la sélection" : "Ajouter à la sélection", () => {
        measureSelection.toggle(one.full);
        say(isKept ? "Retiré de la sélection" : "Ajouté à la sélection");
      }]);
    }
    return found;
  }

  // Under its button, or above it where the window ends; never past the side of the text.
  function placed(button, list) {
    const room = list.offsetParent.clientWidth - list.offsetWidth;
    list.style.left = `${Math.max(0, Math.min(button.offsetLeft, room))}px`;
    const bar = document.querySelector(".selection-bar");
    const end = innerHeight - (bar ? bar.offsetHeight : 0);
    const { top, bottom } = button.getBoundingClientRect();
    const isAbove = bottom + list.offsetHeight > end && top > list.offsetHeight;
    list.style.top = `${button.offsetTop + (isAbove ? -list.offsetHeight : button.offsetHeight)}px`;
  }

  function close(isFocused) {
    if (!open) return;
    const { button, list } = open;
    open = null;
    list.remove();
    button.setAttribute("aria-expanded", "false");
    if (isFocused) button.focus();
  }

  measureTaking.menu = function (button) {
    const was = open && open.button;
    close(false);
    if (was === button) return;
    const one = item(button);
    const list = make("div", { class: "item-menu", role: "menu", "aria-label": `Partager ${one.name.slice(0, 60)}` });
    for (const [label, run] of entries(one)) {
      const entry = make("button", { type: "button", role: "menuitem", tabindex: "-1" }, label);
      entry.addEventListener("click", () => {
        close(true);
        run();
      });
      list.append(entry);
    }
    button.after(list);
    placed(button, list);
    button.setAttribute("aria-expanded", "true");
    open = { button, list };
    list.firstChild.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (!open) return;
    const all = [...open.list.children];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[to].focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      if (event.key === "Escape") event.preventDefault();
      close(true);
    }
  });
  document.addEventListener("click", (event) => {
    if (open && !event.target.closest(".item-menu, .item-tools")) close(false);
  });
})();
