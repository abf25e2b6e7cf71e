/* An answer never overwrites what was typed after it was asked for: a box that replaces itself says in data-sent
   what the server read, and stays as it is when something else stands in it by now. */
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  const sent = fragment.firstElementChild?.dataset.sent;
  if (sent !== undefined && target.value !== sent) event.detail.shouldSwap = false;
});
