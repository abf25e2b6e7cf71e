/* After a swap the focus never falls back to the top of the page: it goes to the same thing, or to what came in its place. */
let lost = null;

/* A name alone is not enough: a box for all rows may have the name of the cells below it. */
function kin(element) {
  const name = element.getAttribute("name");
  return [element.localName, ...element.classList].map((word) => CSS.escape(word)).join(".") + (name ? `[name="${CSS.escape(name)}"]` : "");
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, elt } = event.detail;
  const active = document.activeElement;
  const inside = target.contains(active) || elt === active || elt.contains?.(active);
  lost = null;
  if (!inside || active === document.body) return;
  const where = document.getElementById(target.id) ?? document.getElementById("main");
  const like = kin(active);
  lost = { id: active.id, like, nth: [...where.querySelectorAll(like)].indexOf(active), place: target.id };
});

function heir() {
  const { id, like, nth, place } = lost;
  const where = document.getElementById(place) ?? document.getElementById("main");
  const family = where.querySelectorAll(like);
  const same = (id && document.getElementById(id)) || family[Math.min(Math.max(nth, 0), family.length - 1)];
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
