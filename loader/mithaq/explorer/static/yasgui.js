"use strict";

// YASGUI's editor and its views of results in place of the text field. The field keeps the query, so that the link to it
// and the downloads of query.js go on as they are. Nothing is asked but this explorer.
(() => {
  const form = document.getElementById("sparql");
  const field = document.getElementById("query-text");
  const place = document.getElementById("yasqe");
  const results = document.getElementById("yasr");
  const prefixes = JSON.parse(place.dataset.prefixes);
  const terms = JSON.parse(place.dataset.terms);
  const { Yasqe, Yasr } = window.Yasgui;
  const MQ = prefixes.mq;

  function complete(name, found) {
    Object.assign(Yasqe.Autocompleters[name], { bulk: true, persistenceId: null, get: () => found });
  }
  complete("prefixes", Object.entries(prefixes).map(([prefix, namespace]) => `${prefix}: <${namespace}>`));
  complete("class", terms.classes.map((name) => MQ + name));
  complete("property", terms.properties.map((name) => MQ + name));

  const editor = new Yasqe(place, {
    value: field.value,
    requestConfig: { endpoint: `${location.origin}/sparql`, method: "POST" },
    persistenceId: null,
    createShareableLink: null,
    consumeShareLink: null,
    resizeable: false,
    prefixCcApi: null,
    autocompleters: ["prefixes", "class", "property", "variables"],
    screenReaderLabel: place.dataset.label,
    extraKeys: { ...Yasqe.defaults.extraKeys, "Ctrl-Enter": run, "Cmd-Enter": run, Tab: false, "Shift-Tab": false },
  });

  // The table of results made of elements: no text of the graph is ever read as HTML. Names of things lead to their pages.
  class Table extends Yasr.plugins.table {
    getColumns() {
      const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      const render = (cell, kind) => (kind === "display" ? shown(cell) : escaped(cell?.value ?? ""));
      return super.getColumns().map((column) => (column.name ? { ...column, render } : { ...column, title: "#" }));
    }
  }

  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  function shown(cell) {
    if (!cell) return element("div");
    if (cell.type === "uri") return element("div", "", element("span", "", link(cell.value)));
    const about = cell["xml:lang"] ? [`@${cell["xml:lang"]}`] : cell.datatype ? ["^^", link(cell.datatype)] : [];
    const text = element("bdi", "", cell.type === "bnode" ? `_:${cell.value}` : cell.value);
    return element("div", "", element("span", "nonIri", text, element("sup", "", ...about)));
  }

  function link(iri) {
    const base = form.dataset.base;
    const [prefix, namespace] = Object.entries(prefixes).find(([, one]) => iri.startsWith(one)) ?? ["", ""];
    const text = namespace ? `${prefix}:${iri.slice(namespace.length)}` : iri;
    if (!/^https?:\/\//i.test(iri)) return element("bdi", "iri", text);
    const made = element("a", "iri", element("bdi", "", text));
    made.href = iri.startsWith(base) ? `/id/${iri.slice(base.length)}` : iri;
    made.rel = "noopener noreferrer";
    return made;
  }

  Yasr.registerPlugin("table", Table, true);
  const viewer = new Yasr(results, { persistenceId: null, prefixes, maxPersistentResponseSize: 0 });

  // The endpoint knows the prefixes; written out, a query also runs elsewhere.
  function declare() {
    const declared = editor.getPrefixesFromQuery();
    const used = Object.entries(prefixes).filter(([prefix]) => new RegExp(`(^|[^\\w:<?$-])${prefix}:`).test(editor.getValue()));
    const missing = used.filter(([prefix]) => !(prefix in declared));
    if (missing.length) editor.addPrefixes(Object.fromEntries(missing));
  }

  function run() { declare(); editor.query().catch(() => {}); }

  function keep() {
    field.value = editor.getValue();
    field.dispatchEvent(new Event("input"));
    document.getElementById("query-other").href = `?${new URLSearchParams({ editor: "plain", query: field.value })}`;
  }

  declare();
  keep();
  editor.on("change", keep);
  editor.on("queryResponse", (_, response, duration) => viewer.setResponse(response, duration));
  form.addEventListener("submit", (event) => { event.preventDefault(); event.stopImmediatePropagation(); run(); }, true);
  for (const hidden of [field, document.querySelector("label[for=query-text]"), document.getElementById("query-result")]) {
    hidden.hidden = true;
  }
  form.before(place);
  place.querySelector(".yasqe_queryButton")?.setAttribute("aria-label", place.dataset.run);

  // What the views leave without a name.
  function name() {
    for (const select of results.querySelectorAll("select:not([aria-label])")) {
      select.setAttribute("aria-label", results.dataset.rows);
    }
    for (const area of results.querySelectorAll("textarea:not([aria-label])")) {
      area.setAttribute("aria-label", results.dataset.label);
    }
  }
  new MutationObserver(name).observe(results, { childList: true, subtree: true });
  window.mithaqEditor = editor;
})();
