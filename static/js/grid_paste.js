/* Cells copied from a spreadsheet and pasted into a line: the server reads them and gives the rows back.
   data-grid-paste="/url" on the grid; text, row (id of the tr) and column go along. One cell pastes as always. */
document.addEventListener("paste", (event) => {
  const grid = event.target.closest?.("[data-grid-paste]");
  const column = event.target.dataset?.column;
  if (!grid || !column) return;
  const copied = event.clipboardData.getData("text/plain");
  if (!copied.trimEnd().match(/[\t\n]/)) return;
  event.preventDefault();
  const { gridPaste, gridTarget } = grid.dataset;
  const body = grid.tBodies?.[0] ?? grid;
  htmx.ajax("POST", gridPaste, {
    source: body,
    target: gridTarget ?? body,
    swap: "innerHTML",
    values: { text: copied, column, row: event.target.closest("[data-row]")?.id ?? "" },
  });
});
