/* The session ran out while somebody was typing: sign in over the page, then the same request goes once more. */
const dialog = document.getElementById("sign-in");
let refused = [];

document.addEventListener("htmx:responseError", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (xhr.status === 401 && !dialog.contains(requestConfig.elt)) refused.push(requestConfig);
});

document.addEventListener("login-needed", (event) => {
  if (!dialog.open) htmx.ajax("GET", event.detail.url, { target: "#sign-in", swap: "innerHTML" });
});

document.addEventListener("signed-in", (event) => {
  const { csrf } = event.detail;
  document.querySelector("meta[name=csrf-token]").content = csrf;
  for (const box of document.querySelectorAll("input[name=csrf_token]")) box.value = csrf;
  dialog.close();
  const again = refused.filter(({ elt }) => elt.isConnected);
  refused = [];
  for (const { verb, path, elt, target } of again) htmx.ajax(verb, path, { source: elt, target });
});

dialog.addEventListener("cancel", () => { refused = []; });
