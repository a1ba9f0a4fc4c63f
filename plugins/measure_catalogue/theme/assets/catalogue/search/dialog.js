// The dialog around the box: made once, opened over any page, closed by Escape, its button, or a press beside it.
"use strict";
self.measureSearch = self.measureSearch || {};

(function () {
  const LIMIT = 30;
  let dialog;
  let box;

  measureSearch.dialog = function () {
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    box.input.focus();
    box.input.select();
  };

  function build() {
    box = measureSearch.box({ name: "search", limit: LIMIT });
    const shut = measureSearch.make("button", { type: "button", class: "search-button search-close" }, "Fermer");
    box.head.append(shut);
    dialog = measureSearch.make("dialog", { class: "search-dialog", "aria-label": "Recherche" }, box.element);
    document.body.append(dialog);
    shut.addEventListener("click", () => dialog.close());
    dialog.addEventListener("keydown", pressed);
    dialog.addEventListener("click", followed);
    closeBeside();
  }

  // In a search field Escape empties the field first: here it closes, whatever is in it.
  // Other keys go no further: the theme turns pages at a single letter.
  function pressed(event) {
    event.stopPropagation();
    if (event.key !== "Escape" || event.isComposing || event.target !== box.input) return;
    event.preventDefault();
    dialog.close();
  }

  // A press beside the dialog has the dialog itself as its target; a selection of text that ends there has not begun there.
  function closeBeside() {
    let began;
    dialog.addEventListener("pointerdown", (event) => (began = event.target));
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog && began === dialog) dialog.close();
    });
  }

  function followed(event) {
    const link = event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    dialog.close();
    if (link.pathname === location.pathname) event.stopPropagation(); // pages swapped in place would miss a mere « ?h= »
  }
})();
