/* Filters apply as soon as one changes: <form data-autosubmit>. Typing waits for Enter or for htmx's own delay. */
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosubmit]");
  if (form && !event.target.matches("[hx-get], [hx-post]")) form.requestSubmit();
});
