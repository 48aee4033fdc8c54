// The link that opens this conversation in another browser.

import { get } from "./api.js";
import { copy } from "./choices.js";
import { $, h, say, words } from "./dom.js";

export function offerReturnLink() {
  const button = $("return-link");
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try { show((await get("/api/return-link")).url, button.textContent.trim()); }
    catch (error) { say(error.message); }
    finally { button.disabled = false; }
  });
}

function show(url, title) {
  const input = h("input", { type: "text", readOnly: true, value: url, "aria-label": title });
  const copying = h("button", { type: "button", className: "strong", onclick: async () => { await copy(url); copying.textContent = words.copied; } }, words.copy);
  const form = h("form", { method: "dialog" },
    h("h2", { id: "dialog-title" }, title), h("p", {}, words.return_ready), input,
    h("div", { className: "line" }, copying, h("button", { className: "quiet" }, words.close)));
  $("dialog").replaceChildren(form);
  $("dialog").showModal();
  input.select();
}
