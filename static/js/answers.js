/* Answers that are not the expected part: a refusal goes to the message area, a fault becomes a toast with its own words. */
import { announce, text } from "./texts.js";
import { showToast } from "./toast.js";

const HANDLED = ["toast", "login-needed", "signed-in"]; // what is said, or done, by the event itself

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (!xhr.getResponseHeader("HX-Retarget")) return;
  event.detail.shouldSwap = true; // the server said where it belongs, whatever its status
  event.detail.selectOverride = "unset"; // a form that takes #main from a page finds none in a message
  event.detail.isError = false;
});

document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  const said = xhr.getResponseHeader("HX-Trigger") || "";
  if (HANDLED.some((event) => said.includes(event))) return;
  const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
  const words = page.querySelector("[data-error]")?.textContent.trim();
  showToast({ message: words || text("failed"), tone: "bad" });
});

document.addEventListener("htmx:sendError", () => showToast({ message: text("offline"), tone: "bad" }));
document.addEventListener("htmx:timeout", () => showToast({ message: text("offline"), tone: "bad" }));

/* A live region that was swapped in whole is not read by every screen reader; this one is. */
document.addEventListener("htmx:afterSettle", () => {
  const messages = document.getElementById("messages");
  const words = messages?.querySelector(".message__text")?.textContent.trim();
  if (words && messages.dataset.said !== words) announce(words);
  if (messages) messages.dataset.said = words ?? "";
});
