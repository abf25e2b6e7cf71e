/* A bar on top when an answer takes longer than 300 ms. */
const DELAY_MS = 300;
const bar = document.getElementById("busy");
let waiting = 0;
let timer = 0;

function begin() {
  waiting += 1;
  if (waiting === 1) timer = setTimeout(() => { bar.hidden = false; }, DELAY_MS);
}

function end() {
  waiting = Math.max(0, waiting - 1);
  if (waiting) return;
  clearTimeout(timer);
  bar.hidden = true;
}

document.addEventListener("htmx:beforeSend", begin);
document.addEventListener("htmx:afterRequest", end);
