// Brings what makes a long page manageable to the measures, which say at their top what stands on them, and to no other page.
"use strict";

measureSite.visit(() => {
  const contents = document.querySelector("nav.contents");
  if (contents) measureScript("reading/page").then(() => measureReading.page(contents.parentElement));
});
