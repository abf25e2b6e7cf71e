/* Choosing rows: all at once, a range with Shift, and how many. The bar with actions shows itself (bulk.css). */
let last = null;

const rowsOf = (form) => [...form.querySelectorAll("[data-select-row]")];

function count(form) {
  const rows = rowsOf(form);
  const chosen = rows.filter((box) => box.checked).length;
  for (const place of form.querySelectorAll("[data-select-count]")) place.textContent = chosen;
  const all = form.querySelector("[data-select-all]");
  if (!all) return;
  all.checked = chosen > 0 && chosen === rows.length;
  all.indeterminate = chosen > 0 && chosen < rows.length;
}

function fillRange(form, box) {
  const rows = rowsOf(form);
  const [from, to] = [rows.indexOf(last), rows.indexOf(box)].sort((a, b) => a - b);
  if (from < 0) return;
  for (const row of rows.slice(from, to + 1)) row.checked = box.checked;
}

document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-select]");
  if (!form) return;
  if (event.target.matches("[data-select-row]")) {
    if (event.shiftKey && last) fillRange(form, event.target);
    last = event.target;
    count(form);
  }
  if (event.target.matches("[data-select-all]")) {
    for (const box of rowsOf(form)) box.checked = event.target.checked;
    count(form);
  }
});

document.addEventListener("htmx:afterSettle", () => {
  for (const form of document.querySelectorAll("[data-select]")) count(form);
});
