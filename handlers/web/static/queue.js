// What the person has sent, until the server has it for good. A message keeps its id for all its
// tries, so one that arrived although its answer was lost is still one message.

import { post, upload, Trouble } from "./api.js";
import { words } from "./dom.js";
import { dropFile, keepFile, keptFile, names, read, remove, write } from "./store.js";

const PREFIX = "queue.";
const LONGEST_WAIT = 30_000;

function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export class Queue {
  /** `changed(item)` shows an item's state; `sent(item)` is told once the server has it. */
  constructor({ changed, sent }) {
    this.changed = changed;
    this.sent = sent;
    this.items = names(PREFIX).map((name) => read(name)).filter(Boolean);
    for (const item of this.items) if (item.state !== "failed") item.state = "waiting";
    this.tries = 0;
    this.busy = false;
    this.timer = 0;
  }

  /** Adds an event of `fields`, with files if there are any, shown as `shown`, and sends it when its turn comes. */
  async add(fields, files = [], shown = undefined) {
    const id = uuid();
    const at = Date.now();
    const item = { id, at, name: `${PREFIX}${at}.${id}`, fields, shown, state: "preparing", files: [] };
    for (const [index, file] of files.entries()) {
      const kept = { key: `${id}.${index}`, name: file.name, size: file.size, type: file.type, part: 0 };
      item.files.push(kept);
    }
    this.items.push(item);
    this._save(item);
    this.changed(item);
    await Promise.all(item.files.map((kept, index) => keepFile(kept.key, files[index])));
    this._become(item, "waiting");
    this.run();
  }

  retry(item) {
    item.state = "waiting";
    item.error = "";
    this._save(item);
    this.changed(item);
    this.run();
  }

  /** The server has shown that it has the message, whatever became of its answer. */
  arrived(id) {
    const item = this.items.find((other) => other.id === id);
    if (item) this.discard(item);
  }

  discard(item) {
    this.items = this.items.filter((other) => other !== item);
    remove(item.name);
    for (const file of item.files) dropFile(file.key);
  }

  /** Sends what waits, one after another; goes on by itself after a failure that may pass. */
  async run() {
    clearTimeout(this.timer);
    if (this.busy) return;
    this.busy = true;
    try {
      for (let item = this._next(); item; item = this._next()) await this._send(item);
      this.tries = 0;
    } catch (error) {
      this.tries += 1;
      const wait = Math.max(error.wait * 1000, Math.min(1000 * 2 ** (this.tries - 1), LONGEST_WAIT));
      this.timer = setTimeout(() => this.run(), wait);
    } finally {
      this.busy = false;
    }
  }

  _next() {
    return this.items.find((item) => item.state === "waiting");
  }

  async _send(item) {
    this._become(item, "sending");
    try {
      for (const file of item.files) if (!file.token) await this._upload(item, file);
      await post("/api/events", this._event(item));
      this.discard(item);
      this._become(item, "sent", "", false);
      this.sent(item);
    } catch (error) {
      this._become(item, error.final ? "failed" : "waiting", error.final ? error.message : "");
      if (!error.final) throw error;
    }
  }

  async _upload(item, file) {
    const blob = await keptFile(file.key);
    if (!blob) throw new Trouble(words.file_lost, { status: 410 });
    const there = await upload(blob, file.name, (part) => {
      file.part = part;
      this.changed(item);
    });
    Object.assign(file, { token: there.token, kind: there.kind, part: 1 });
    if (this.items.includes(item)) this._save(item);
  }

  _event(item) {
    const files = item.files.map(({ token, name, kind, size }) => ({ token, name: name.slice(0, 255), kind, size }));
    return { id: item.id, ...item.fields, ...(files.length ? { files } : {}) };
  }

  _become(item, state, error = "", kept = true) {
    item.state = state;
    item.error = error;
    if (kept && this.items.includes(item)) this._save(item);
    this.changed(item);
  }

  _save(item) {
    write(item.name, item);
  }
}
