/* The session ran out while somebody was typing: sign in over the page, then the same request goes once more.
   Who signed in again in another window needs no form: the answer brings the token of the new session. */
const dialog = document.getElementById("sign-in");
let refused = [];

/* Before the events of the answer are raised: "signed-in" may be among them. */
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { xhr, requestConfig } = event.detail;
  const said = xhr.getResponseHeader("HX-Trigger") || "";
  const turnedAway = xhr.status >= 400 && (said.includes("login-needed") || said.includes("signed-in"));
  if (turnedAway && !dialog.contains(requestConfig.elt)) refused.push(requestConfig);
});

document.addEventListener("login-needed", (event) => {
  if (dialog.open && !dialog.contains(event.target)) return;
  htmx.ajax("GET", event.detail.url, { target: "#sign-in", swap: "innerHTML" });
});

document.addEventListener("signed-in", (event) => {
  const { csrf } = event.detail;
  document.querySelector("meta[name=csrf-token]").content = csrf;
  for (const box of document.querySelectorAll("input[name=csrf_token]")) box.value = csrf;
  dialog.close();
  const again = refused.filter(({ elt }) => elt.isConnected);
  refused = [];
  setTimeout(() => again.forEach(repeat)); // htmx drops a request of an element that still handles an answer
});

/* What is typed is read anew; the button that was pressed is no longer known to the form. */
function repeat({ verb, path, elt, target, triggeringEvent }) {
  const button = triggeringEvent?.submitter;
  const values = button?.name ? { [button.name]: button.value } : {};
  htmx.ajax(verb, path, { source: elt, target, values, headers: { "X-Repeated": "1" } });
}

dialog.addEventListener("cancel", () => { refused = []; });
