// What outlives a reload: waiting messages and the draft in localStorage, their files in IndexedDB.
// Where a browser forbids either, the page works on with its memory alone.

import { mode } from "./dom.js";

const memory = new Map();
const named = (name) => `chat.${mode}.${name}`;

export function read(name) {
  try { return JSON.parse(localStorage.getItem(named(name))) ?? memory.get(name) ?? null; }
  catch { return memory.get(name) ?? null; }
}

export function write(name, value) {
  memory.set(name, value);
  try { localStorage.setItem(named(name), JSON.stringify(value)); } catch { /* memory has it */ }
}

export function remove(name) {
  memory.delete(name);
  try { localStorage.removeItem(named(name)); } catch { /* it was never there */ }
}

/** The names that begin with `prefix`, in order. */
export function names(prefix) {
  const found = new Set([...memory.keys()].filter((name) => name.startsWith(prefix)));
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(named(prefix))) found.add(key.slice(named("").length));
    }
  } catch { /* memory has them */ }
  return [...found].sort();
}

const blobs = new Map();

function database() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("chat", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("files");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function files(way, action) {
  const base = await database();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = base.transaction("files", way);
      const request = action(transaction.objectStore("files"));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    base.close();
  }
}

export async function keepFile(key, file) {
  blobs.set(key, file);
  try { await files("readwrite", (store) => store.put(file, key)); } catch { /* memory has it */ }
}

export async function keptFile(key) {
  if (blobs.has(key)) return blobs.get(key);
  try { return (await files("readonly", (store) => store.get(key))) ?? null; } catch { return null; }
}

export async function dropFile(key) {
  blobs.delete(key);
  try { await files("readwrite", (store) => store.delete(key)); } catch { /* it was never there */ }
}
