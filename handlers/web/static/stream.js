// Live rows by cursor: a server-sent stream, and plain questions where it is silent or forbidden.

import { get, open, streamUrl } from "./api.js";

const AGAIN = 3000;
const CHECK = 15_000;
const SOON = 4000;

export class Stream {
  /** `rows(list)` takes new rows in order; `live(bool)` is told whether updates come. */
  constructor({ rows, live }) {
    this.rows = rows;
    this.live = live;
    this.cursor = 0;
    this.source = null;
    this.resting = false;
    addEventListener("online", () => this.connect());
    addEventListener("offline", () => this.live(false));
    document.addEventListener("visibilitychange", () => this._wake());
    addEventListener("focus", () => this._wake());
    setInterval(() => this._check(), CHECK);
  }

  connect() {
    clearTimeout(this.timer);
    this.source?.close();
    this.resting = false;
    const source = new EventSource(streamUrl(this.cursor));
    this.source = source;
    source.onopen = () => this.live(true);
    source.onmessage = (event) => this._take([JSON.parse(event.data)]);
    source.addEventListener("bye", () => { this.resting = true; source.close(); });
    source.onerror = () => this._lost(source);
  }

  /** Looks for the answer soon, in case something between us holds the stream back. */
  nudge() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.poll(), SOON);
  }

  async poll() {
    try {
      const { messages } = await get(`/api/messages?after=${this.cursor}`);
      this._take(messages);
    } catch { /* the stream or the next check will tell */ }
  }

  _take(rows) {
    const fresh = rows.filter((row) => row.id > this.cursor);
    if (!fresh.length) return;
    this.cursor = fresh.at(-1).id;
    this.rows(fresh);
  }

  _lost(source) {
    if (source !== this.source || this.resting) return;
    this.live(false);
    if (source.readyState !== EventSource.CLOSED) return;
    this.timer = setTimeout(async () => {
      // Refused rather than cut: the session may be over.
      try { await open(); } catch { /* tried again below */ }
      this.connect();
    }, AGAIN);
  }

  _wake() {
    if (document.visibilityState !== "visible") return;
    if (this.resting) this.connect();
    else this._check();
  }

  _check() {
    if (this.source?.readyState !== EventSource.OPEN && navigator.onLine && !this.resting) this.poll();
  }
}
