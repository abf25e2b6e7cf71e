/* The words scripts say, written by the server in the language of the page (templates/_floating.html). */
export const text = (name) => document.getElementById("texts").dataset[name];

/* Have something read aloud that stands elsewhere on the page. */
export function announce(words) {
  const place = document.getElementById("announcer");
  place.textContent = "";
  setTimeout(() => { place.textContent = words; }, 50); // a change is read, the same words are not
}

document.addEventListener("announce", (event) => announce(event.detail.value));
