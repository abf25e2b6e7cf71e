/* After a swap the focus never falls back to the top of the page: it goes to the same thing, or to what came in its place. */
let lost = null;

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, elt } = event.detail;
  const active = document.activeElement;
  const inside = target.contains(active) || elt === active || elt.contains?.(active);
  lost = inside && active !== document.body ? { id: active.id, name: active.name, place: target.id } : null;
});

function heir() {
  const { id, name, place } = lost;
  const where = document.getElementById(place) ?? document.getElementById("main");
  const same = (id && document.getElementById(id)) || (name && where.querySelector(`[name="${CSS.escape(name)}"]`));
  if (same) return same;
  return where.querySelector("a[href], button, input:not([type=hidden]), select, textarea, summary") ?? where;
}

document.addEventListener("htmx:afterSettle", () => {
  if (!lost || document.activeElement !== document.body || document.querySelector("dialog[open]")) return;
  const next = heir();
  lost = null;
  if (next.tabIndex < 0) next.tabIndex = -1;
  next.focus({ preventScroll: true });
});
