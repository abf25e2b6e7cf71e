/* Files may be dropped on the whole zone; the file box in it is what is sent. */
import { announce, text } from "./texts.js";

const zoneOf = (event) => event.target.closest?.("[data-drop-zone]");

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
  announce(`${text("chosenFiles")} ${[...box.files].map((file) => file.name).join(", ")}`);
});

function onlyFirst(files) {
  const one = new DataTransfer();
  one.items.add(files[0]);
  return one.files;
}
