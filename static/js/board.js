/* The board: dragging a card, or [ and ] on it, asks for the form of the move; the server alone moves the card. */
import { announce, text } from "./texts.js";

const vendor = new URL("../vendor/sortable.js", import.meta.url);
const marked = new WeakSet();

await new Promise((ready, failed) => {
  const script = Object.assign(document.createElement("script"), { src: vendor, onload: ready, onerror: failed });
  document.head.append(script);
});

function ask(card, list) {
  const url = decodeURI(list.dataset.dropUrl ?? "").replace("{card}", card.dataset.card);
  if (!url) return;
  announce(`${card.querySelector("h3")?.textContent.trim()}: ${list.dataset.columnName}. ${text("where")}`);
  card.focus();
  htmx.ajax("GET", url, { source: card, target: "#dialog", swap: "innerHTML" });
}

function dropped({ item, from, to, oldIndex }) {
  if (from === to) return;
  const cards = [...from.children].filter((child) => child !== item);
  from.insertBefore(item, cards[oldIndex] ?? null); // back, until the server agrees
  ask(item, to);
}

function target(list) {
  for (const column of document.querySelectorAll(".board__column--target")) column.classList.remove("board__column--target");
  list?.closest(".board__column")?.classList.add("board__column--target");
}

function prepare() {
  for (const list of document.querySelectorAll("[data-board] [data-drop-url]")) {
    if (marked.has(list)) continue;
    marked.add(list);
    Sortable.create(list, {
      group: "board", draggable: "[data-card]", filter: "a, button, summary, details", preventOnFilter: false,
      sort: false, delay: 150, delayOnTouchOnly: true, animation: 140, ghostClass: "invoice-card--ghost",
      onMove: (event) => target(event.to), onEnd: (event) => { target(null); dropped(event); },
    });
  }
}

document.addEventListener("keydown", (event) => {
  const step = { "[": -1, "]": 1 }[event.key];
  const card = event.target.closest?.("[data-card]");
  if (!step || card !== event.target) return;
  const lists = [...document.querySelectorAll("[data-board] .board__cards")];
  const from = lists.indexOf(card.closest(".board__cards"));
  const to = lists.slice(step > 0 ? from + 1 : 0, step > 0 ? undefined : from);
  const next = step > 0 ? to.find((list) => list.dataset.dropUrl) : to.findLast((list) => list.dataset.dropUrl);
  if (next) ask(card, next);
});

/* On a phone the chosen column stays chosen after a swap: :target is worked out again only by going there. */
function stay() {
  if (location.hash && !document.querySelector(":target")) location.replace(location.hash);
}

prepare();
document.addEventListener("htmx:afterSwap", () => { prepare(); stay(); });
