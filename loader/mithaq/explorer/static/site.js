"use strict";

// Search in the pages as files: every word typed must begin a word of an entry of the index.
const { fold, kinds, entries } = window.mithaqIndex;
const SHOWN = 100;

function folded(text) {
  return [...text.normalize("NFC").toLowerCase()].map((c) => fold[c] ?? c).join("").split(/\s+/).filter(Boolean);
}

const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const field = document.querySelector('input[name="q"]');

function search() {
  const words = folded(field.value);
  if (!words.length) return list.replaceChildren();
  const found = entries.filter(([, , , forms]) => words.every((word) => ` ${forms}`.includes(` ${word}`)));
  status.textContent = found.length ? status.dataset.results.replace("{n}", found.length) : status.dataset.nothing;
  list.replaceChildren(...found.slice(0, SHOWN).map(([kind, label, file]) => {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.className = "kind";
    name.textContent = kinds[document.documentElement.lang][kind];
    const link = document.createElement("a");
    link.href = file;
    link.dir = "auto";
    link.textContent = label;
    item.append(name, " ", link);
    return item;
  }));
}

field.value = new URLSearchParams(location.search).get("q") ?? "";
field.addEventListener("input", search);
search();
