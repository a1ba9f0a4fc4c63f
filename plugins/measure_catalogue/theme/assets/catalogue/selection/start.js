// Brings the page of a selection to life, and loads nothing of it elsewhere.
"use strict";

(function () {
  measureSite.visit(() => {
    delete document.documentElement.dataset.paper;
    const place = document.querySelector(".selection");
    if (!place) return;
    Promise.all([measureSite.data("selection/index"), measureScript("selection/page"), styled()])
      .then(([index]) => measureChoice.show(place, measureChoice.items(index)))
      .catch(() => (place.textContent = "La sélection n’a pas pu être chargée. Recharger la page la demande à nouveau."));
  });

  // Its looks, which no other page needs; without them it can still be read.
  function styled() {
    const address = `${measureSite.base}assets/catalogue/selection/page.css`;
    if (document.querySelector(`link[href="${address}"]`)) return null;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    const come = new Promise((resolve) => (link.onload = link.onerror = resolve));
    document.head.append(link);
    return come;
  }
})();
