/* <button class="button script-only" data-copy="NL91 …">: copies its text and says so. */
import { text } from "./texts.js";
import { showToast } from "./toast.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  showToast({ message: text("copied") });
});
