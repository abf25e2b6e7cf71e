/* A menu is a <details>; this closes it on Escape, on a click beside it, and after a choice. */
const opened = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of opened()) {
    const list = menu.querySelector(".menu__list");
    const chose = list.contains(event.target) && event.target.closest(".menu__item");
    if (chose || !menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of opened()) {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
});
