/* Keys in the lines of an invoice: Enter down (a new row after the last), ↑ ↓ between rows, Alt+↑ ↓ moves the row,
   Ctrl+Backspace deletes it, Ctrl+Enter saves, Escape takes back what was typed. Each presses a button that is there anyway. */
let awaited = "";

const rowsOf = (grid) => [...grid.querySelectorAll("[data-row]")];
const cellIn = (row, column) => row?.querySelector(`[data-column="${column}"]`);

/* As with Tab, what stands there is chosen: typing takes its place. */
function enter(cell) {
  cell?.focus();
  cell?.select?.();
}

function go(grid, row, column, step) {
  const rows = rowsOf(grid);
  const cell = cellIn(rows[rows.indexOf(row) + step], column);
  enter(cell);
  return Boolean(cell);
}

function press(holder, selector, column) {
  const button = holder.querySelector(selector);
  if (!button) return;
  awaited = column;
  button.click();
}

function down(grid, row, column) {
  if (!go(grid, row, column, 1)) press(grid.closest("form, section, main"), "[data-grid-add]", column);
}

const steps = { ArrowUp: ["[data-row-up]", -1], ArrowDown: ["[data-row-down]", 1] };

function arrow(event, grid, row, column) {
  const [button, step] = steps[event.key];
  if (event.altKey) press(row, button, "");
  else if (event.target.matches("textarea, select")) return false;
  else go(grid, row, column, step);
  return true;
}

function act(event, grid, row, column) {
  const cell = event.target;
  if (event.key in steps) return arrow(event, grid, row, column);
  if (event.key === "Enter" && event.ctrlKey) cell.form?.requestSubmit();
  else if (event.key === "Enter" && !event.shiftKey) down(grid, row, column);
  else if (event.key === "Backspace" && event.ctrlKey) press(row, "[data-row-delete]", "");
  else if (event.key === "Escape" && "defaultValue" in cell) cell.value = cell.defaultValue;
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  const grid = event.target.closest("[data-grid]");
  const column = event.target.dataset?.column;
  const row = event.target.closest("[data-row]");
  if (!grid || !column || !row || event.isComposing) return;
  if (act(event, grid, row, column)) event.preventDefault();
});

document.addEventListener("htmx:afterSettle", (event) => {
  const grid = document.querySelector("[data-grid]");
  if (!awaited || !grid || !event.detail.requestConfig?.elt.matches("[data-grid-add]")) return;
  enter(cellIn(rowsOf(grid).at(-1), awaited));
  awaited = "";
});
