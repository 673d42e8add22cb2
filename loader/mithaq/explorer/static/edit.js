"use strict";

// Keys of the pages of corrections: a key presses the button, or follows the link, that names it in data-key.
const WRITES = "input, textarea, select";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.closest(WRITES)) return;
  const named = document.querySelector(`[data-key="${CSS.escape(event.code)}"]`);
  if (!named) return;
  event.preventDefault();
  named.click();
});
