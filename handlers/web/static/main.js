// Puts the parts together.

import { get, open } from "./api.js";
import { Composer } from "./composer.js";
import { $, loadWords, mode, words } from "./dom.js";
import { Log } from "./log.js";
import { Queue } from "./queue.js";
import { offerReturnLink } from "./returning.js";
import { Staff } from "./staff.js";
import { Stream } from "./stream.js";

const PAGE = 60;
const PATIENCE = 2500;
const later = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

let quiet = 0;

function status(live) {
  clearTimeout(quiet);
  if (live) { $("status").textContent = ""; return; }
  quiet = setTimeout(() => {
    $("status").textContent = navigator.onLine ? words.reconnecting : words.offline;
  }, navigator.onLine ? PATIENCE : 0);
}

async function untilDone(action) {
  for (let wait = 1000; ; wait = Math.min(wait * 2, 15_000)) {
    try { return await action(); }
    catch (error) {
      if (error.final) throw error;
      $("status").textContent = navigator.onLine ? words.unavailable : words.offline;
      await later(Math.max(wait, (error.wait ?? 0) * 1000));
    }
  }
}

function build() {
  const parts = {};
  parts.queue = new Queue({
    changed: (item) => parts.log?.pending(item),
    sent: () => parts.stream.nudge(),
  });
  const send = (fields, shown, files = []) => parts.queue.add(fields, files, shown);
  parts.composer = new Composer({ send: (fields, files) => send(fields, undefined, files) });
  parts.log = new Log({
    send,
    reply: (row) => parts.composer.answer(row),
    retry: (item) => parts.queue.retry(item),
    discard: (item) => parts.queue.discard(item),
  });
  parts.staff = new Staff({ send: (text) => send({ kind: "text", text }) });
  parts.stream = new Stream({ rows: (rows) => heard(parts, rows), live: status });
  addEventListener("online", () => parts.queue.run());
  if (mode === "frame") {
    // The site around us cannot hear keys pressed in here; the message says nothing else.
    addEventListener("keydown", (event) => { if (event.key === "Escape") parent.postMessage("chat:close", "*"); });
  }
  return parts;
}

function heard({ log, composer, queue, staff }, rows) {
  log.append(rows);
  for (const row of rows) if (row.key) queue.arrived(row.key);
  const said = rows.filter((row) => row.out);
  if (said.length) composer.hint(said.at(-1).placeholder);
  staff.heard();
}

async function history({ log, stream, composer, queue }) {
  const { messages } = await get(`/api/messages?limit=${PAGE}`);
  log.append(messages, { fresh: false });
  for (const row of messages) if (row.key) queue.arrived(row.key);
  stream.cursor = messages.at(-1)?.id ?? 0;
  composer.hint(messages.filter((row) => row.out).at(-1)?.placeholder);
  log.toEnd();
  // Old messages are not news to a screen reader.
  $("log").setAttribute("aria-live", "polite");
  $("earlier").hidden = messages.length < PAGE;
  $("earlier").addEventListener("click", () => earlier(log));
}

async function earlier(log) {
  $("earlier").disabled = true;
  try {
    const { messages } = await get(`/api/messages?before=${log.oldest}&limit=${PAGE}`);
    log.prepend(messages);
    $("earlier").hidden = messages.length < PAGE;
  } finally {
    $("earlier").disabled = false;
  }
}

/** A first visit, or a link that carries a topic, a place or a code, begins the conversation. */
function begin({ log, queue }) {
  const here = new URL(location.href);
  const data = here.searchParams.get("start") ?? "";
  const first = mode !== "staff" && log.empty && !queue.items.length;
  if (!first && !data) return;
  here.searchParams.delete("start");
  window.history.replaceState(null, "", here);
  queue.add({ kind: "start", data: /^[\w-]{0,64}$/.test(data) ? data : "" });
}

async function main() {
  await untilDone(loadWords);
  const parts = build();
  $("status").textContent = "";
  $("log").setAttribute("aria-live", "off");
  for (const item of parts.queue.items) parts.log.pending(item);
  const { staff } = await untilDone(open);
  try {
    await untilDone(() => history(parts));
  } catch (error) {
    // The cookie was not kept: a browser without partitioned cookies, in a frame.
    $("own-tab").hidden = error.status !== 401;
    $("status").textContent = error.message;
    return;
  }
  $("status").textContent = "";
  parts.stream.connect();
  parts.staff.show(staff);
  if (mode !== "staff" && !staff) offerReturnLink();
  begin(parts);
  parts.queue.run();
  if (mode === "chat" && matchMedia("(pointer: fine)").matches) $("field").focus();
}

main();
