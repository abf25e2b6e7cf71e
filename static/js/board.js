/* The board: dragging a card, or [ and ] on it, asks for the form of the move; the server alone moves the card. */
import "./board_place.js";
import { announce, text } from "./texts.js";
import { showToast } from "./toast.js";

const vendor = new URL("../vendor/sortable.js", import.meta.url);
const ready = new WeakSet();
let dragging = false;

await new Promise((onload, onerror) => {
  document.head.append(Object.assign(document.createElement("script"), { src: vendor, onload, onerror }));
});

function ask(card, list) {
  const url = decodeURI(list.dataset.dropUrl ?? "").replace("{card}", card.dataset.card);
  if (!url && list.dataset.dropWhy) showToast({ message: list.dataset.dropWhy, tone: "info" });
  if (!url) return;
  announce(`${card.querySelector("h3")?.textContent.trim()}: ${list.dataset.columnName}. ${text("where")}`);
  card.focus();
  htmx.ajax("GET", url, { source: card, target: "#dialog", swap: "innerHTML" });
}

const columnOf = (place) => place?.closest("[data-board] .board__column");

function mark(column) {
  for (const other of document.querySelectorAll(".board__column--target")) other.classList.remove("board__column--target");
  column?.classList.add("board__column--target");
}

/* Where the pointer let go counts, so the whole column is a target: its heading and the room between cards too. */
function dropped({ item, from, to, oldIndex, originalEvent }) {
  dragging = false;
  mark(null);
  const column = columnOf(document.elementFromPoint(originalEvent.clientX, originalEvent.clientY));
  const cards = [...from.children].filter((child) => child !== item);
  from.insertBefore(item, cards[oldIndex] ?? null); // back, until the server agrees
  const list = originalEvent.type === "dragend" ? null : (column?.querySelector(".board__cards") ?? to);
  if (list && list !== from) ask(item, list);
}

document.addEventListener("dragover", (event) => {
  if (!dragging) return;
  const column = columnOf(event.target);
  if (column) event.preventDefault();
  mark(column);
});

function prepare() {
  for (const list of document.querySelectorAll("[data-board] [data-drop-url]")) {
    if (ready.has(list)) continue;
    ready.add(list);
    Sortable.create(list, {
      group: "board", draggable: "[data-card]", filter: "a, button, summary, details", preventOnFilter: false,
      sort: false, delay: 150, delayOnTouchOnly: true, animation: 140, ghostClass: "invoice-card--ghost",
      onStart: () => { dragging = true; }, onMove: (event) => mark(columnOf(event.to)), onEnd: dropped,
    });
  }
}

document.addEventListener("keydown", (event) => {
  const step = { "[": -1, "]": 1 }[event.key];
  const card = event.target.closest?.("[data-card]");
  if (!step || card !== event.target) return;
  const lists = [...document.querySelectorAll("[data-board] .board__cards")];
  const from = lists.indexOf(card.closest(".board__cards"));
  const open = (list) => list.dataset.dropUrl;
  const next = step > 0 ? lists.slice(from + 1).find(open) : lists.slice(0, from).findLast(open);
  if (next) ask(card, next);
});

/* On a phone the chosen column stays chosen after a swap: :target is worked out again only by going there. */
function stay() {
  if (location.hash && !document.querySelector(":target")) location.replace(location.hash);
}

prepare();
document.addEventListener("htmx:afterSwap", () => { prepare(); stay(); });
