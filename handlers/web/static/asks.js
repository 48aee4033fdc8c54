// What a message asks the device for. A typed way always stands beside it.

import { h, icon, words } from "./dom.js";

const DIGITS = 9;
const PICTURE = /^[\p{Extended_Pictographic}\ufe0f\s]+/u;

function contact(label, send) {
  const id = `phone-${Date.now()}`;
  const input = h("input", { id, type: "tel", name: "tel", autocomplete: "tel", inputMode: "tel", maxLength: 40, "aria-describedby": `${id}-hint` });
  const hint = h("p", { id: `${id}-hint` }, words.phone_hint);
  const form = h("form", { className: "ask", noValidate: true },
    h("label", { htmlFor: id }, words.phone_label),
    h("div", { className: "line" }, input, h("button", { className: "strong" }, (label || words.phone_send).replace(PICTURE, ""))),
    hint);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = input.value.replace(/\D/g, "").length < DIGITS;
    hint.textContent = wrong ? words.phone_wrong : words.phone_hint;
    hint.classList.toggle("wrong", wrong);
    hint.toggleAttribute("role", false);
    if (wrong) {
      hint.setAttribute("role", "alert");
      input.setAttribute("aria-invalid", "true");
      input.focus();
    } else {
      send({ kind: "contact", data: input.value.trim() }, input.value.trim());
    }
  });
  return form;
}

function refusal(error) {
  if (!window.isSecureContext) return words.location_insecure;
  return error?.code === 1 ? words.location_denied : words.location_unavailable;
}

function place(label, send) {
  const hint = h("p", { role: "status" }, words.location_typed);
  const said = (label || words.location_send).replace(PICTURE, "");
  const press = h("button", { type: "button", className: "strong" }, said);
  const ask = h("div", { className: "ask" }, press, hint);
  press.prepend(icon("pin"));
  press.addEventListener("click", () => {
    if (!navigator.geolocation) { hint.textContent = refusal(); return; }
    press.disabled = true;
    hint.textContent = words.location_wait;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => send({ kind: "point", lat: coords.latitude, lon: coords.longitude }, words.location_mine),
      (error) => { press.disabled = false; hint.textContent = refusal(error); press.focus(); },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    );
  });
  return ask;
}

/** The device's way to answer `row`, or null; `send(fields, shown)` sends what it gave. */
export function ask(row, send) {
  if (row.ask === "contact") return contact(row.ask_label, send);
  return row.ask === "location" ? place(row.ask_label, send) : null;
}
