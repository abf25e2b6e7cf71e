/* One line that says what was done. With an undo it stays until it is closed; else six seconds, longer while looked at. */
import { token } from "./requests.js";

const STAYS_MS = 6000;
const KEPT = 4;
const place = document.getElementById("toasts");

export function showToast({ message, undo = "", tone = "good" }) {
  const toast = document.getElementById("toast-template").content.firstElementChild.cloneNode(true);
  toast.classList.add(`toast--${tone}`);
  toast.querySelector(".message__text").textContent = message;
  if (undo) offerUndo(toast, undo);
  place.append(toast);
  while (place.children.length > KEPT) place.firstElementChild.remove();
  if (!undo && tone !== "bad") fade(toast);
}

function offerUndo(toast, url) {
  const button = toast.querySelector("[data-undo]");
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    htmx.ajax("POST", url, { source: toast, swap: "none", headers: { "X-CSRFToken": token() } })
      .then(() => toast.remove());
  });
}

function fade(toast) {
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, STAYS_MS);
    else toast.remove();
  };
  setTimeout(leave, STAYS_MS);
}

document.addEventListener("toast", (event) => showToast(event.detail));
