// The tabs that the reader chose last, and the one that the address names: for sites that have tabs.
"use strict";

(function () {
  const chosen = __md_get("__tabs");
  for (const set of Array.isArray(chosen) ? document.querySelectorAll(".tabbed-set") : []) {
    const labels = [...set.querySelectorAll(":scope > .tabbed-labels > label")];
    const name = chosen.find((one) => labels.some((label) => label.textContent.trim() === one));
    const label = labels.find((one) => one.textContent.trim() === name);
    if (label) document.getElementById(label.htmlFor).checked = true;
  }
  const named = document.getElementById(location.hash.slice(1));
  if (named?.name) named.checked = named.name.startsWith("__tabbed_");
})();
