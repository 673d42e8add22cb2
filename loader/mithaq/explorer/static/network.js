"use strict";

// The network as Cytoscape.js draws it, in place of the still picture: moved, zoomed, and each thing's links brought out.
// It is made of the picture's own points and lines, and the picture comes back with the same button.
(() => {
  const picture = document.querySelector(".picture");
  const button = document.getElementById("network-move");
  if (!picture || !button || !window.cytoscape) return;
  const still = picture.querySelector("svg.network");
  const colour = (one, name) => getComputedStyle(one).getPropertyValue(name);
  let graph = null;

  // Cytoscape writes a style sheet of its own into a page that has no element of this name; explorer.css has the rule.
  const named = document.createElement("template");
  named.id = "__________cytoscape_stylesheet";
  document.head.append(named);

  function elements() {
    const nodes = [...still.querySelectorAll("a.node")].map((node, place) => {
      const circle = node.querySelector("circle");
      return {
        data: {
          id: `n${place}`, path: node.getAttribute("href"), label: node.querySelector("text").textContent,
          size: 2 * circle.r.baseVal.value, colour: colour(circle, "fill"),
        },
        position: { x: circle.cx.baseVal.value, y: circle.cy.baseVal.value },
      };
    });
    const edges = [...still.querySelectorAll("line")].map((line) => ({
      data: {
        source: `n${line.dataset.one}`, target: `n${line.dataset.other}`,
        width: Number(line.getAttribute("stroke-width")), colour: colour(line, "stroke"),
      },
    }));
    return [...nodes, ...edges];
  }

  function draw() {
    const place = document.createElement("div");
    place.className = "moving";
    const text = getComputedStyle(document.body);
    const parts = elements();
    still.classList.add("away");
    picture.append(place);
    graph = window.cytoscape({
      container: place,
      elements: parts,
      layout: { name: "preset" },
      maxZoom: 6,
      minZoom: 0.2,
      style: [
        { selector: "node", style: {
          width: "data(size)", height: "data(size)", "background-color": "data(colour)", label: "data(label)",
          color: text.color, "font-family": text.fontFamily, "font-size": 12, "text-valign": "top", "text-margin-y": -4 } },
        { selector: "edge", style: { width: "data(width)", "line-color": "data(colour)", "curve-style": "haystack" } },
        { selector: ".faint", style: { opacity: 0.15 } },
      ],
    });
    graph.on("tap", "node", (event) => location.assign(event.target.data("path")));
    graph.on("mouseover", "node", (event) => graph.elements().not(event.target.closedNeighborhood()).addClass("faint"));
    graph.on("mouseout", "node", () => graph.elements().removeClass("faint"));
    window.mithaqNetwork = graph;
  }

  button.hidden = false;
  button.addEventListener("click", () => {
    const moving = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(moving));
    if (moving) return draw();
    graph.destroy();
    picture.querySelector(".moving").remove();
    still.classList.remove("away");
  });
})();
