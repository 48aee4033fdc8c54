// The buttons under a message. Those of the newest stand out; older ones stay, quietly: what a
// stale one means is decided by the conversation itself.

import { h, icon, say, words } from "./dom.js";
import { plain } from "./richtext.js";

const SAFE = ["http:", "https:", "tel:", "mailto:"];

function safeUrl(url) {
  try {
    const found = new URL(url, location.href);
    return SAFE.includes(found.protocol) ? found.href : "";
  } catch {
    return "";
  }
}

/** Puts `text` on the clipboard, also where the page is not served over https. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const holder = h("textarea", { value: text, className: "sr", "aria-hidden": "true" });
    const before = document.activeElement;
    document.body.append(holder);
    holder.select();
    const done = document.execCommand("copy");
    holder.remove();
    before?.focus();
    if (!done) return say(words.copy_failed);
  }
  say(words.copied);
}

function button(choice, press) {
  const className = `choice ${choice.style ?? ""}`;
  const label = plain(choice.label);
  if (choice.url) {
    const href = safeUrl(choice.url);
    const opens = h("span", { className: "sr" }, ` (${words.opens_new})`);
    return href && h("a", { className, href, target: "_blank", rel: "noopener" }, icon("out"), label, opens);
  }
  if (choice.copy) {
    const copying = h("button", { type: "button", className }, icon("copy"), h("span", {}, label));
    copying.addEventListener("click", async () => {
      await copy(choice.copy);
      copying.lastChild.textContent = words.copied;
      setTimeout(() => { copying.lastChild.textContent = label; }, 2000);
    });
    return copying;
  }
  const pressing = h("button", { type: "button", className }, label);
  pressing.addEventListener("click", () => {
    for (const other of pressing.closest(".choices").querySelectorAll(".chosen")) other.classList.remove("chosen");
    pressing.classList.add("chosen");
    press(choice, label);
  });
  return pressing;
}

/** The rows of buttons; `press(choice, label)` is told which one was pressed. */
export function choices(rows, press) {
  return h("div", { className: "choices", role: "group", "aria-label": words.us },
    ...rows.map((row) => h("div", { className: "row" }, ...row.map((choice) => button(choice, press)).filter(Boolean))));
}

/** Lets only the last group of buttons stand out. */
export function settle(log) {
  const groups = [...log.querySelectorAll(".choices")];
  for (const group of groups) group.classList.toggle("old", group !== groups.at(-1));
}
