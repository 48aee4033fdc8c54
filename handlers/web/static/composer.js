// Where the person writes: words, files by picker, camera, drag or paste, and whom they answer.

import { size } from "./bubble.js";
import { $, h, icon, say, words } from "./dom.js";
import { plain } from "./richtext.js";
import { read, remove, write } from "./store.js";

const MOST = 10;
const LARGEST = 50 * 1024 * 1024;

export class Composer {
  /** `send(fields, files)` sends what was written. */
  constructor({ send }) {
    this.send = send;
    this.files = [];
    this.answering = null;
    this.field = $("field");
    this.field.value = read("draft") ?? "";
    this._keys();
    this._pickers();
    this._drops();
    this._grow();
  }

  _keys() {
    $("composer").addEventListener("submit", (event) => { event.preventDefault(); this._submit(); });
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this._submit(); }
      if (event.key === "Escape" && this.answering) this.answer(null);
    });
    this.field.addEventListener("input", () => { write("draft", this.field.value); this._grow(); });
  }

  _submit() {
    const text = this.field.value.trim();
    if (!text && !this.files.length) { this.field.focus(); return; }
    const fields = { kind: this.files.length ? "files" : "text", text };
    if (this.answering) fields.reply_to = String(this.answering.id);
    const files = this.files.map((chosen) => chosen.file);
    this.field.value = "";
    remove("draft");
    this.answer(null);
    this._clear();
    this._grow();
    this.field.focus();
    this.send(fields, files);
  }

  /** What to do now, as the bot's last message has it. */
  hint(placeholder) {
    this.usual ??= this.field.placeholder;
    this.field.placeholder = placeholder || this.usual;
  }

  /** Begins an answer to `row`; null ends it. */
  answer(row) {
    this.answering = row;
    const box = $("reply");
    box.hidden = !row;
    box.replaceChildren();
    if (!row) return;
    const cancel = h("button", { type: "button", className: "icon", "aria-label": words.reply_cancel, onclick: () => { this.answer(null); this.field.focus(); } }, icon("cross"));
    box.append(h("span", {}, `${words.reply_to} № ${row.request}: ${plain(row.text).slice(0, 60)}…`), cancel);
    this.field.focus();
  }

  _pickers() {
    for (const [button, input] of [["attach", "picker"], ["camera", "shutter"]]) {
      $(button).addEventListener("click", () => $(input).click());
      $(input).addEventListener("change", () => { this.add([...$(input).files]); $(input).value = ""; });
    }
  }

  _drops() {
    const holds = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    addEventListener("dragover", (event) => { if (holds(event)) { event.preventDefault(); $("drop").hidden = false; } });
    addEventListener("dragleave", (event) => { if (!event.relatedTarget) $("drop").hidden = true; });
    addEventListener("drop", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      $("drop").hidden = true;
      this.add([...event.dataTransfer.files]);
    });
    this.field.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length) { event.preventDefault(); this.add(files); }
    });
  }

  /** Adds files to the message; says why one cannot be added. */
  add(files) {
    for (const file of files) {
      if (this.files.length >= MOST) { this._tell(words.too_many_files); break; }
      if (file.size > LARGEST) this._tell(`${file.name}: ${words.file_too_large}`);
      else if (!file.size) this._tell(`${file.name}: ${words.file_empty}`);
      else this._choose(file);
    }
    this.field.focus();
  }

  _choose(file) {
    const url = file.type.startsWith("image/") ? URL.createObjectURL(file) : "";
    const chosen = { file, url };
    const drop = h("button", { type: "button", className: "remove", "aria-label": `${words.remove_file} ${file.name}`, onclick: () => this._drop(chosen) }, icon("cross"));
    const thing = h("div", { className: "thing" }, icon("file"));
    const picture = url ? h("img", { src: url, alt: "", onerror: (event) => event.target.replaceWith(thing) }) : thing;
    chosen.element = h("li", {}, picture, h("span", {}, file.name), h("span", {}, size(file.size)), drop);
    this.files.push(chosen);
    $("files").append(chosen.element);
    $("files").hidden = false;
    say(`${words.files_ready}: ${this.files.length}`);
  }

  _drop(chosen) {
    this.files = this.files.filter((other) => other !== chosen);
    chosen.element.remove();
    URL.revokeObjectURL(chosen.url);
    $("files").hidden = !this.files.length;
    this.field.focus();
  }

  _clear() {
    for (const chosen of this.files) URL.revokeObjectURL(chosen.url);
    this.files = [];
    $("files").replaceChildren();
    $("files").hidden = true;
  }

  _tell(text) {
    const old = $("composer").querySelector(".failed-why");
    old?.remove();
    const told = h("p", { className: "failed-why", role: "alert" }, text);
    $("files").before(told);
    setTimeout(() => told.remove(), 12_000);
  }

  _grow() {
    if (CSS.supports("field-sizing", "content")) return;
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 3}px`;
  }
}
