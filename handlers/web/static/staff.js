// Beside a member's chat: their requests, and the way in with a one-time code.

import { get } from "./api.js";
import { $, h, mode, say, words } from "./dom.js";

const SOON = 700;
const WIDE = "(min-width: 60rem)";

export class Staff {
  /** `send(text)` sends a command. */
  constructor({ send }) {
    this.send = send;
    this.on = mode === "staff";
    if (!this.on) return;
    $("sign-in").addEventListener("submit", (event) => this._signIn(event));
    $("requests-toggle").addEventListener("click", () => this._toggle($("requests").hidden));
    matchMedia(WIDE).addEventListener("change", () => this.show(this.staff));
  }

  /** Shows the list to a member, and the sign-in to anybody else. */
  show(staff) {
    if (!this.on) return;
    this.staff = staff;
    $("sign-in").hidden = staff;
    $("composer").hidden = !staff;
    $("requests-toggle").hidden = !staff;
    this._toggle(staff && matchMedia(WIDE).matches);
    if (staff) this.refresh();
    else this._code();
  }

  _code() {
    const here = new URL(location.href);
    const code = here.searchParams.get("code");
    if (code) {
      $("code").value = code;
      here.searchParams.delete("code");
      history.replaceState(null, "", here);
      $("sign-in").querySelector("button").focus();
    } else {
      $("code").focus();
    }
  }

  _signIn(event) {
    event.preventDefault();
    const code = $("code").value.trim();
    if (!code) return;
    $("code").value = "";
    say(words.signing_in);
    this.send(`/join ${code}`);
  }

  _toggle(open) {
    $("requests").hidden = !open;
    $("requests-toggle").setAttribute("aria-expanded", String(open));
  }

  /** Something was said: the list may have changed. */
  heard() {
    if (!this.on) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), SOON);
  }

  async refresh() {
    let found;
    try { found = await get("/api/requests"); } catch { return; }
    if (found.staff !== this.staff) { this.show(found.staff); if (found.staff) $("field").focus(); return; }
    $("requests-count").textContent = found.requests.length || "";
    $("requests-none").hidden = found.requests.length > 0;
    const held = document.activeElement?.dataset.number;
    $("requests-list").replaceChildren(...found.requests.map((line) => this._line(line)));
    if (held) $("requests-list").querySelector(`[data-number="${held}"]`)?.focus();
  }

  _line(line) {
    const detail = [line.status, line.deadline].filter(Boolean).join(" · ");
    const press = h("button", { type: "button", className: line.urgent ? "urgent" : "", "data-number": line.number, onclick: () => this._open(line) },
      h("b", {}, `№ ${line.number}`), h("span", {}, line.topic),
      h("small", {}, line.urgent && h("span", { className: "flag" }, `${words.urgent}. `), detail));
    return h("li", {}, press);
  }

  _open(line) {
    this.send(`/show ${line.number}`);
    if (!matchMedia(WIDE).matches) { this._toggle(false); $("field").focus(); }
  }
}
