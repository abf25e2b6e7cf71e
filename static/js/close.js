/* <button data-close>: closes the dialog, the toast or the message it stands in. */
document.addEventListener("click", (event) => {
  const box = event.target.closest("[data-close]")?.closest("dialog, .toast, .message");
  if (!box) return;
  if (box.matches("dialog")) box.close();
  else box.remove();
});
