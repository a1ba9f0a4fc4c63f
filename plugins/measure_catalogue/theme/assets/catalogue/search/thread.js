// Answers in a thread of its own, so that a page does not stop while an index is made: the end of worker.js.
"use strict";

let known;
let ready;

const load = (items, folding, { version }) => measureSearch.lunrEngine(items, folding, version, lunr);

// { base, manifest } once, then { number, name, request }; each of these is answered with { number, result } or
// { number, error }.
self.onmessage = async ({ data: { base, manifest, number, name, request } }) => {
  if (base) [measureSearch.base, known] = [base, manifest];
  try {
    ready ||= measureSearch.answers(load, known);
    const answers = await ready;
    if (name) postMessage({ number, result: await answers[name](request) });
  } catch (error) {
    ready = undefined;
    if (name) postMessage({ number, error: String(error) });
  }
};
