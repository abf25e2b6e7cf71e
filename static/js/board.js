/* The board: dragging a card, or [ and ] on it, asks for the form of the move; the server alone moves the card. */
import { ask } from "./board_keys.js";
import "./board_place.js";

const vendor = new URL("../vendor/sortable.js", import.meta.url);
const ready = new WeakSet();
let dragging = false;

const sortable = new Promise((onload, onerror) => {
  document.head.append(Object.assign(document.createElement("script"), { src: vendor, onload, onerror }));
});

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

/* Sortable copies the card with the style it just set on it, and the policy forbids a copied style. */
document.addEventListener("dragstart", (event) => event.target.removeAttribute?.("style"), { capture: true });

async function prepare() {
  await sortable;
  for (const list of document.querySelectorAll("[data-board] [data-drop-url]")) {
    if (ready.has(list)) continue;
    ready.add(list);
    Sortable.create(list, {
      group: "board", draggable: "[data-card]", filter: "a, button, summary, details", preventOnFilter: false,
      sort: false, forceAutoScrollFallback: true, scrollSensitivity: 80, scrollSpeed: 20,
      delay: 150, delayOnTouchOnly: true, animation: 140, ghostClass: "invoice-card--ghost",
      onStart: () => { dragging = true; }, onMove: (event) => mark(columnOf(event.to)), onEnd: dropped,
    });
  }
}

/* On a phone the chosen column stays chosen after a swap: :target is worked out again only by going there. */
function stay() {
  if (location.hash && !document.querySelector(":target")) location.replace(location.hash);
}

prepare();
document.addEventListener("htmx:afterSwap", () => { prepare(); stay(); });
