/* Files may be dropped on the whole zone; the file box in it is what is sent.
   A file above data-largest (bytes) stays here: a server that hangs up halfway shows no words. */
import { announce, text } from "./texts.js";

const zoneOf = (event) => event.target.closest?.("[data-drop-zone]");

/* Before htmx or autosubmit hear of the choice. */
document.addEventListener("change", (event) => {
  const zone = zoneOf(event);
  if (!zone) return;
  const box = event.target;
  const isTooLarge = [...box.files].some((file) => file.size > Number(zone.dataset.largest));
  zone.querySelector("[role=alert]").textContent = isTooLarge ? zone.dataset.tooLarge : "";
  box.setAttribute("aria-invalid", isTooLarge);
  if (!isTooLarge) return;
  event.stopImmediatePropagation();
  box.value = "";
}, { capture: true });

document.addEventListener("dragover", (event) => {
  const zone = zoneOf(event);
  if (!zone || !event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  zone.classList.add("drop-zone--over");
});

document.addEventListener("dragleave", (event) => {
  const zone = zoneOf(event);
  if (zone && !zone.contains(event.relatedTarget)) zone.classList.remove("drop-zone--over");
});

document.addEventListener("drop", (event) => {
  const zone = zoneOf(event);
  if (!zone || !event.dataTransfer.files.length) return;
  event.preventDefault();
  zone.classList.remove("drop-zone--over");
  const box = zone.querySelector("input[type=file]");
  const { files } = event.dataTransfer;
  box.files = box.multiple ? files : onlyFirst(files);
  box.dispatchEvent(new Event("change", { bubbles: true }));
  if (box.files.length) announce(`${text("chosenFiles")} ${[...box.files].map((file) => file.name).join(", ")}`);
});

function onlyFirst(files) {
  const one = new DataTransfer();
  one.items.add(files[0]);
  return one.files;
}
