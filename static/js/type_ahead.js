/* Enter on the last line asks the server for a new one. What is typed before it is there is kept, and goes into it. */
const REPLAYED = ["Tab", "Enter", "Backspace"];
let kept = null;

const adds = (event) => event.detail.requestConfig?.elt.matches("[data-grid-add]");

document.addEventListener("click", (event) => {
  const byKey = event.detail === 0 && document.activeElement.matches("[data-row] [data-column]");
  if (byKey && event.target.closest("[data-grid-add]")) kept = [];
});

document.addEventListener("keydown", (event) => {
  const { key, ctrlKey, altKey, metaKey, shiftKey } = event;
  if (!kept || ctrlKey || altKey || metaKey || (key.length > 1 && !REPLAYED.includes(key))) return;
  kept.push({ key, shiftKey });
  event.preventDefault();
  event.stopPropagation();
}, { capture: true });

function beside(cell, step) {
  const cells = [...cell.closest("[data-row]").querySelectorAll("[data-column]")];
  return cells[cells.indexOf(cell) + step];
}

function step(cell) {
  cell?.focus();
  cell?.select?.();
}

/* Typed as by hand, so that the box says it changed; there is no newer way to do that. */
function act({ key, shiftKey }) {
  const cell = document.activeElement;
  if (key === "Tab") step(beside(cell, shiftKey ? -1 : 1));
  else if (key === "Enter") cell.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true }));
  else if (key === "Backspace") document.execCommand("delete");
  else document.execCommand("insertText", false, key);
}

function replay(event) {
  if (!kept || !adds(event)) return;
  const keys = kept;
  kept = null;
  while (keys.length && !kept) act(keys.shift()); // an Enter among them asks for a line again
  if (kept) kept.push(...keys);
}

for (const name of ["htmx:afterSettle", "htmx:responseError", "htmx:sendError"]) document.addEventListener(name, replay);
