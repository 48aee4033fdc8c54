// Talking to the server. Every failure is a Trouble that knows whether trying again can help.

import { mode, words } from "./dom.js";

export class Trouble extends Error {
  constructor(text, { status = 0, wait = 0 } = {}) {
    super(text);
    this.status = status;
    this.wait = wait;
    this.final = status >= 400 && status < 500 && ![408, 425, 429].includes(status);
  }
}

const at = (path) => `${path}${path.includes("?") ? "&" : "?"}at=${mode}`;

function trouble(status, body, wait) {
  let text = words.unavailable;
  try { text = JSON.parse(body).text || text; } catch { /* a proxy's page, not ours */ }
  return new Trouble(text, { status, wait: Number(wait) || 0 });
}

async function call(path, options = {}) {
  let answer;
  try {
    answer = await fetch(at(path), { credentials: "same-origin", cache: "no-store", ...options });
  } catch {
    throw new Trouble(words.offline);
  }
  if (!answer.ok) throw trouble(answer.status, await answer.text(), answer.headers.get("Retry-After"));
  return answer.json();
}

const json = (value) => ({
  method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value),
});

/** Opens or renews the session: whether it was resumed, and whether it is a member of staff's. */
export const open = () => call("/api/session", json({}));

async function inSession(action) {
  try {
    return await action();
  } catch (error) {
    if (error.status !== 401) throw error;
    await open();
    // A member's conversation is over with their session: nothing of it may go to the new one.
    if (mode === "staff") throw error;
    return action();
  }
}

export const get = (path) => inSession(() => call(path));
export const post = (path, value) => inSession(() => call(path, json(value)));
export const streamUrl = (cursor) => at(`/api/stream?after=${cursor}`);
export const fileUrl = (id) => at(`/api/files/${id}`);

/** Uploads one file; `progress` is told the part that is there, 0 to 1. */
export const upload = (file, name, progress) => inSession(() => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.append("file", file, name);
  request.open("POST", at("/api/files"));
  request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
  request.onload = () => {
    if (request.status === 201) resolve(JSON.parse(request.responseText));
    else reject(trouble(request.status, request.responseText, request.getResponseHeader("Retry-After")));
  };
  request.onerror = () => reject(new Trouble(words.offline));
  request.send(form);
}));
