// The conversation on the page: rows of the server by their ids, then what still waits to be sent.

import { ask } from "./asks.js";
import { bubble, filesPart, pointPart, textPart } from "./bubble.js";
import { choices, settle } from "./choices.js";
import { $, h, say, words } from "./dom.js";
import { keptFile } from "./store.js";

const HIDDEN = /^\/start(\s|$)/;
const CODE = /^(\/join\s+)\S.*/s;
const NEAR = 120;
const MARGIN = 10;
const day = new Intl.DateTimeFormat("uk", { day: "numeric", month: "long", year: "numeric", timeZone: "Europe/Kyiv" });

function dayName(at) {
  const name = day.format(new Date(at));
  if (name === day.format(Date.now())) return words.today;
  return name === day.format(Date.now() - 86_400_000) ? words.yesterday : name;
}

export class Log {
  /** `send(fields, shown)` sends an event; `reply(row)` begins an answer to a message. */
  constructor({ send, reply, retry, discard }) {
    Object.assign(this, { send, reply, retry, discard });
    this.box = $("log");
    this.waiting = $("pending");
    this.scroller = $("scroll");
    this.shown = new Map();
    this.local = new Map();
    this.keys = new Set();
    this.pictures = new Map();
    this.follow = false;
    this.unread = 0;
    this.oldest = Infinity;
    this.scroller.addEventListener("scroll", () => this._moved());
    $("newest").addEventListener("click", () => this.toEnd());
    document.addEventListener("visibilitychange", () => this._moved());
    new ResizeObserver(() => this.stuck && this.toEnd()).observe(this.scroller);
    this.stuck = true;
  }

  get empty() { return this.shown.size === 0; }

  /** Adds rows that come after all that are there. */
  append(rows, { fresh = true } = {}) {
    const stuck = this.stuck;
    let landed = null;
    for (const row of rows) {
      const element = this._place(row, fresh);
      if (row.out && element) landed = element;
      this.oldest = Math.min(this.oldest, row.id);
    }
    settle(this.box);
    this._asks(rows);
    if (fresh && landed) this._focus(landed);
    if (stuck) this.toEnd();
    else if (landed) this._count();
    if (landed && document.hidden) this._title(this.unread = this.unread + (stuck ? 1 : 0));
  }

  /** Adds rows that come before all that are there, without moving what is being read. */
  prepend(rows) {
    const height = this.scroller.scrollHeight;
    const top = this.scroller.scrollTop;
    const first = this.box.firstElementChild;
    const rest = [...this.box.children];
    this.box.replaceChildren();
    for (const row of rows) {
      this._place(row, false);
      this.oldest = Math.min(this.oldest, row.id);
    }
    const last = this.box.lastElementChild;
    if (first?.classList.contains("day") && last?.dataset.day === first.textContent) rest.shift();
    this.box.append(...rest);
    settle(this.box);
    this.scroller.scrollTop = top + this.scroller.scrollHeight - height;
  }

  _place(row, fresh) {
    if (row.key) this.keys.add(row.key);
    const known = row.key && this.local.get(row.key);
    if (known) { known.remove(); this.local.delete(row.key); }
    const before = row.replaces && this.shown.get(String(row.replaces));
    const element = this._element(row, known?.dataset.shown ?? "", known?.dataset.tap);
    if (!element) return null;
    if (fresh) element.classList.add("new");
    this.shown.set(String(row.id), element);
    if (before && this._isLastWord(before)) before.replaceWith(element);
    else { before?.remove(); this._end(element, row); }
    if (before) this.shown.delete(String(row.replaces));
    return element;
  }

  _isLastWord(element) {
    return element.isConnected && [...this.box.querySelectorAll(".msg.out")].at(-1) === element;
  }

  _end(element, row) {
    const name = dayName(row.at);
    const last = [...this.box.children].at(-1);
    if (last?.dataset.day !== name) this.box.append(h("p", { className: "day" }, name));
    else if (last.classList.contains(row.out ? "out" : "in")) element.classList.add("next");
    element.dataset.day = name;
    this.box.append(element);
  }

  _element(row, shown, tap) {
    const text = (row.text || shown).replace(CODE, "$1•••");
    if (!row.out && (HIDDEN.test(text) || !(text || row.files || row.point))) return null;
    const pictures = this.pictures.get(row.key) ?? [];
    const parts = [
      row.files && filesPart(row.files, (index) => pictures[index]),
      row.point && pointPart(row.point),
      row.point && !row.out ? null : textPart(text, row.out),
    ].filter(Boolean);
    const marks = row.out && row.request ? [this._replyButton(row)] : [];
    const element = bubble({ out: row.out, at: row.at, parts, marks, kind: tap ? "tap" : "" });
    element.dataset.id = row.id;
    if (row.choices?.length) element.append(choices(row.choices, (choice, label) => this._press(row, choice, label)));
    return element;
  }

  _replyButton(row) {
    const label = `${words.reply} (№ ${row.request})`;
    return h("button", { type: "button", "aria-label": label, onclick: () => this.reply(row) }, words.reply);
  }

  _press(row, choice, label) {
    this.follow = true;
    this.send({ kind: "tap", data: choice.data, message: String(row.id), label }, label);
  }

  _asks(rows) {
    const last = rows.filter((row) => row.out).at(-1);
    if (!last) return;
    for (const old of this.box.querySelectorAll(".ask")) old.remove();
    const form = ask(last, (fields, shown) => {
      this.follow = true;
      this.send(fields, shown);
    });
    const element = form && this.shown.get(String(last.id));
    if (element) element.querySelector(".bubble").after(form);
  }

  /** After a button was pressed, the keyboard goes to what the answer offers. */
  _focus(element) {
    const at = document.activeElement;
    const free = at === document.body || this.box.contains(at) || at === this.scroller;
    if (!this.follow || !free) return;
    this.follow = false;
    const next = element.querySelector(".ask input, .ask button, .choice");
    if (next) next.focus({ preventScroll: true });
    else if (matchMedia("(pointer: fine)").matches) $("field").focus({ preventScroll: true });
  }

  /** Shows an item of the queue as it is now. */
  async pending(item) {
    if (item.fields.kind === "start" || this.keys.has(item.id)) return;
    const old = this.local.get(item.id);
    if (!old && item.state === "sent") return;
    if (old && item.state === "sending" && old.dataset.state === "sending") { this._progress(old, item); return; }
    const element = this._pendingElement(item);
    this.local.set(item.id, element);
    if (old) old.replaceWith(element);
    else { this.waiting.append(element); this.toEnd(); }
    if (item.files.length && !this.pictures.has(item.id)) await this._pictures(item);
    if (item.state === "failed") say(`${words.failed}. ${item.error}`);
  }

  _pendingElement(item) {
    const { text = "", data = "", label = "", kind } = item.fields;
    const shown = (kind === "tap" ? label : item.shown ?? (text || data)).replace(CODE, "$1•••");
    const pictures = this.pictures.get(item.id) ?? [];
    const files = item.files.map((file) => ({ ...file, kind: pictureKind(file) }));
    const element = bubble({
      out: false, at: item.at, kind: `${kind} ${item.state === "sent" ? "" : "unsent"} ${item.state}`,
      parts: [files.length && filesPart(files, (index) => pictures[index]), textPart(shown, false),
        files.length && item.state === "sending" && h("progress", { max: 1, value: 0, "aria-label": words.uploading }),
        item.error && h("p", { className: "failed-why" }, item.error)].filter(Boolean),
      marks: this._marks(item),
    });
    Object.assign(element.dataset, { state: item.state, shown, ...(kind === "tap" ? { tap: "1" } : {}) });
    return element;
  }

  _marks(item) {
    const state = h("span", { className: `state ${item.state}` }, words[item.state === "preparing" ? "sending" : item.state]);
    if (item.state !== "failed") return [state];
    return [state,
      h("button", { type: "button", onclick: () => this.retry(item) }, words.retry),
      h("button", { type: "button", onclick: () => { this.discard(item); this.local.get(item.id)?.remove(); $("field").focus(); } }, words.discard)];
  }

  _progress(element, item) {
    const part = item.files.reduce((sum, file) => sum + file.part, 0) / (item.files.length || 1);
    const bar = element.querySelector("progress");
    if (bar) bar.value = part;
  }

  async _pictures(item) {
    const urls = [];
    this.pictures.set(item.id, urls);
    for (const file of item.files) {
      const blob = file.type.startsWith("image/") ? await keptFile(file.key) : null;
      urls.push(blob ? URL.createObjectURL(blob) : "");
    }
    if (urls.some(Boolean)) this.pending({ ...item });
  }

  toEnd() {
    this.scroller.scrollTop = this._rest();
    this._moved();
  }

  /** Where reading goes on: the end, or the start of a last message that is too tall for the screen. */
  _rest() {
    const end = this.scroller.scrollHeight - this.scroller.clientHeight;
    const last = this.waiting.childElementCount ? null : this.box.lastElementChild;
    return last?.classList.contains("out") ? Math.min(end, last.offsetTop - MARGIN) : end;
  }

  _moved() {
    this.stuck = this._rest() - this.scroller.scrollTop < NEAR;
    $("newest").hidden = this.stuck;
    if (this.stuck && !document.hidden) {
      this.unread = 0;
      $("newest").classList.remove("unread");
      this._title(0);
    }
  }

  _count() {
    this.unread += 1;
    $("newest").classList.add("unread");
    this._title(this.unread);
  }

  _title(count) {
    this.name ??= document.title;
    document.title = count ? `(${count}) ${this.name}` : this.name;
  }
}

function pictureKind(file) {
  const kind = { image: "photo", video: "video", audio: "voice" }[file.type.split("/")[0]];
  return kind ?? "document";
}
