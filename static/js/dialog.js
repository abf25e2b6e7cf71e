/* What htmx swaps into a <dialog> opens it; an empty answer or the event close-dialog closes it; the focus goes back. */
let opener = null;

const main = () => document.getElementById("main");

function open(dialog) {
  if (dialog.open) return;
  opener = document.activeElement;
  dialog.showModal();
  (dialog.querySelector("[autofocus]") ?? dialog.querySelector(".dialog__body :is(input, select, textarea)"))?.focus();
}

document.addEventListener("htmx:afterSwap", (event) => {
  const dialog = event.detail.target.closest?.("dialog");
  if (!dialog) return;
  if (dialog.textContent.trim()) open(dialog);
  else dialog.close();
});

document.addEventListener("close-dialog", () => {
  document.getElementById("dialog").close();
});

for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("close", () => {
    dialog.replaceChildren();
    const there = opener?.isConnected ? opener : document.getElementById(opener?.id) ?? main();
    there.focus();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog && !dialog.querySelector("form")) dialog.close(); // beside it, nothing typed
  });
}
