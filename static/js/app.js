/* Behaviour over pages that work without it. One file each; the index of data attributes stands in css/app.css. */
import "./requests.js";
import "./answers.js";
import "./busy.js";
import "./toast.js";
import "./dialog.js";
import "./sign_in.js";
import "./focus.js";
import "./menu.js";
import "./theme.js";
import "./autosubmit.js";
import "./copy.js";
import "./close.js";
import "./drop_zone.js";
import "./selection.js";
import "./grid_keys.js";
import "./grid_paste.js";
import "./lines.js";
import "./type_ahead.js";

const loadBoard = () => {
  if (document.querySelector("[data-board]")) import("./board.js");
};

loadBoard();
document.addEventListener("htmx:afterSettle", loadBoard);
