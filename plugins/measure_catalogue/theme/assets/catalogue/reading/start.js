// Brings what makes a long page manageable to the pages of a catalogue, and to no other.
"use strict";

measureSite.visit(() => {
  const [, number] = measureSite.path().split("/");
  const title = document.querySelector(".md-content article > h1[id]");
  if (number && title && title.id === number) measureScript("reading/page").then(() => measureReading.page(title));
});
