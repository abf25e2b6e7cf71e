/* The lines of an invoice save themselves while one types on. An answer never overwrites what was typed after it was
   asked for: a box that replaces itself says in data-sent what the server read, and stays when it holds something else. */
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  const sent = fragment.firstElementChild?.dataset.sent;
  if (sent !== undefined && target.value !== sent) event.detail.shouldSwap = false;
});

/* What is being mended is no longer called wrong. */
document.addEventListener("input", (event) => {
  if (event.target.matches("[data-row] [aria-invalid]")) event.target.removeAttribute("aria-invalid");
});

/* A deleted line hands the focus to its neighbour. */
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, requestConfig } = event.detail;
  if (!requestConfig?.elt.matches("[data-row-delete]")) return;
  const column = document.activeElement?.dataset.column ?? "description";
  const near = [target.nextElementSibling, target.previousElementSibling].find((row) => row?.matches("[data-row]"));
  const next = near?.querySelector(`[data-column="${column}"]`) ?? document.querySelector("[data-grid-add]");
  next?.focus();
});
