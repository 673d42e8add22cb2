"use strict";

// The SPARQL editor: runs the query at /sparql, shows rows as a table and anything else as text.
const form = document.getElementById("sparql");
const text = document.getElementById("query-text");
const status = document.getElementById("query-status");
const result = document.getElementById("query-result");
const format = document.getElementById("query-format");
const SHOWN = 1000;

function ask(accept) {
  return fetch("/sparql", {
    method: "POST",
    headers: { Accept: accept, "Content-Type": "application/sparql-query" },
    body: text.value,
  });
}

function element(name, content) {
  const made = document.createElement(name);
  if (content !== undefined) made.textContent = content;
  return made;
}

// A value as text; an IRI as a link, one of the graph to its page.
function shown(cell) {
  if (!cell) return document.createTextNode("");
  const isolated = element("bdi", cell.value);
  if (cell.type !== "uri" || !/^https?:\/\//i.test(cell.value)) return isolated;
  const link = element("a");
  const base = form.dataset.base;
  link.href = cell.value.startsWith(base) ? `/id/${cell.value.slice(base.length)}` : cell.value;
  link.rel = "noopener noreferrer";
  link.append(isolated);
  return link;
}

function table(found) {
  const made = element("table");
  const head = made.createTHead().insertRow();
  for (const name of found.head.vars) {
    const cell = element("th", name);
    cell.scope = "col";
    head.append(cell);
  }
  const body = made.createTBody();
  for (const binding of found.results.bindings.slice(0, SHOWN)) {
    const row = body.insertRow();
    for (const name of found.head.vars) row.insertCell().append(shown(binding[name]));
  }
  return made;
}

async function run() {
  status.textContent = status.dataset.running;
  status.setAttribute("role", "status");
  result.replaceChildren();
  const answer = await ask("application/sparql-results+json, text/turtle;q=0.9");
  const body = await answer.text();
  if (!answer.ok) {
    status.setAttribute("role", "alert");
    status.textContent = body;
    return;
  }
  const kind = answer.headers.get("Content-Type") || "";
  status.textContent = "";
  if (!kind.startsWith("application/sparql-results+json")) {
    const plain = element("pre", body);
    plain.dir = "ltr";
    result.append(plain);
    return;
  }
  const found = JSON.parse(body);
  if ("boolean" in found) {
    status.textContent = String(found.boolean);
    return;
  }
  status.textContent = status.dataset.rows.replace("{n}", found.results.bindings.length.toLocaleString());
  result.append(table(found));
}

async function download() {
  const answer = await ask(format.value);
  if (!answer.ok) {
    status.setAttribute("role", "alert");
    status.textContent = await answer.text();
    return;
  }
  const link = element("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `result.${format.selectedOptions[0].textContent.toLowerCase().replace(/\W/g, "")}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function failed(problem) {
  status.setAttribute("role", "alert");
  status.textContent = problem.message;
}

form.addEventListener("submit", (event) => { event.preventDefault(); run().catch(failed); });
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run().catch(failed); }
});
text.addEventListener("input", () => {
  document.getElementById("query-link").href = `?${new URLSearchParams({ query: text.value })}`;
});
document.getElementById("query-download").addEventListener("click", () => { download().catch(failed); });
