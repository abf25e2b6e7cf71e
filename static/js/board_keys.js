/* [ and ] on a card ask for the form of a move to the column before or after it, and pressed again to the one beyond. */
import { announce, text } from "./texts.js";
import { showToast } from "./toast.js";

let last = {};

export function ask(card, list) {
  const url = decodeURI(list.dataset.dropUrl ?? "").replace("{card}", card.dataset.card);
  if (!url && list.dataset.dropWhy) showToast({ message: list.dataset.dropWhy, tone: "info" });
  if (!url) return;
  announce(`${card.querySelector("h3")?.textContent.trim()}: ${list.dataset.columnName}. ${text("where")}`);
  card.focus();
  htmx.ajax("GET", url, { source: card, target: "#dialog", swap: "innerHTML" });
}

document.addEventListener("keydown", (event) => {
  const step = { "[": -1, "]": 1 }[event.key];
  const card = event.target.closest?.("[data-card]");
  if (!step || card !== event.target) return;
  const lists = [...document.querySelectorAll("[data-board] .board__cards")];
  const from = lists.indexOf(last.card === card ? last.list : card.closest(".board__cards"));
  const open = (list) => list.dataset.dropUrl;
  const next = step > 0 ? lists.slice(from + 1).find(open) : lists.slice(0, from).findLast(open);
  if (!next) return;
  last = { card, list: next };
  ask(card, next);
});
