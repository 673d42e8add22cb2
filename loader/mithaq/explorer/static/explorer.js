"use strict";

// A mark in an article opens the facts that are stated there; a fact shows where it stands.
function choose(numbers) {
  for (const fact of document.querySelectorAll("aside .fact")) {
    const chosen = numbers.includes(fact.id.replace("fact-", ""));
    fact.classList.toggle("chosen", chosen);
    if (chosen) fact.querySelector("details").open = true;
  }
  const first = document.querySelector(".fact.chosen");
  if (first) first.scrollIntoView({ block: "nearest" });
}

for (const mark of document.querySelectorAll("mark[data-facts]")) {
  const show = () => choose(mark.dataset.facts.split(" "));
  mark.addEventListener("click", show);
  mark.addEventListener("keydown", (event) => { if (event.key === "Enter") show(); });
}

// Completion of names: a list below the field, moved through with the arrow keys.
for (const field of document.querySelectorAll("[data-suggest]")) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  field.parentElement.append(list);
  let asked = "";
  const close = () => { list.hidden = true; list.replaceChildren(); };
  const take = (item) => {
    if (field.dataset.suggest === "") location.assign(item.dataset.path);
    else { field.value = item.dataset.label; close(); }
  };
  field.addEventListener("input", async () => {
    asked = field.value.trim();
    if (asked.length < 2) return close();
    const wanted = asked;
    const answer = await fetch(`/suggest?${new URLSearchParams({ q: wanted, kinds: field.dataset.suggest })}`);
    if (!answer.ok || wanted !== asked) return;
    const found = await answer.json();
    list.replaceChildren(...found.map((one) => {
      const item = document.createElement("li");
      item.setAttribute("role", "option");
      item.dir = "auto";
      item.textContent = one.label;
      item.dataset.label = one.label;
      item.dataset.path = one.path;
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(item); });
      return item;
    }));
    list.hidden = !found.length;
  });
  field.addEventListener("keydown", (event) => {
    const items = [...list.children];
    const at = items.findIndex((item) => item.ariaSelected === "true");
    if (event.key === "Escape") close();
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); take(items[at]); }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !items.length) return;
    event.preventDefault();
    items.forEach((item) => { item.ariaSelected = "false"; });
    items[(at + step + items.length) % items.length].ariaSelected = "true";
  });
  field.addEventListener("blur", close);
}
