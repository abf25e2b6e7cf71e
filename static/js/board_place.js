/* The board is drawn anew when an invoice changes; every column stays scrolled to where it was. */
const places = new Map();
const scrolled = () => document.querySelectorAll("#board, #board .board__cards");

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id !== "board") return;
  for (const box of scrolled()) places.set(box.id, [box.scrollLeft, box.scrollTop]);
  // htmx copies attributes to what comes; the policy forbids the style that dragging left on a card
  for (const card of document.querySelectorAll("#board [style]")) card.removeAttribute("style");
});

document.addEventListener("htmx:afterSwap", () => {
  if (!places.size) return;
  for (const box of scrolled()) box.scrollTo(...(places.get(box.id) ?? [0, 0]));
  places.clear();
});
