// The text of a message as nodes: bold from its two marks, links, and numbers one can call.

import { h } from "./dom.js";

const BOLD = /\ue000([^\ue001]*)\ue001?/;
const LINK = /(https?:\/\/[^\s<>"«»\ue000\ue001]+[^\s<>"«»\ue000\ue001.,;:!?)\]])|(\+380[\d ()-]{9,14}\d|\b0\d{2}[ ()-]{0,2}\d{3}[ -]?\d{2}[ -]?\d{2}\b|\b499-1520\b)/g;
const LONG = 36;
const SHORT = /^(10[1-4]|112|1520|15\d\d)$/;

const call = (text) => h("a", { href: `tel:${text.replace(/[^+\d]/g, "")}` }, text);

/** A link; a long address is shown by its beginning and told whole when it is pointed at. */
function link(url) {
  const shown = url.replace(/^https?:\/\//, "");
  const short = shown.length > LONG ? `${shown.slice(0, LONG)}…` : shown;
  return h("a", { href: url, title: url, target: "_blank", rel: "noopener" }, short);
}

function linked(text) {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(LINK)) {
    nodes.push(text.slice(end, found.index));
    nodes.push(found[1] ? link(found[1]) : call(found[2]));
    end = found.index + found[0].length;
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== "");
}

/** Nodes of `text`; what the person typed themselves has no marks and no numbers to call. */
export function rich(text, { calls = true } = {}) {
  const nodes = [];
  let rest = text;
  for (let found = BOLD.exec(rest); found; found = BOLD.exec(rest)) {
    nodes.push(...(calls ? linked(rest.slice(0, found.index)) : [rest.slice(0, found.index)]));
    // A short number alone in bold is there to be called; a house's number never stands so.
    nodes.push(h("strong", {}, ...(SHORT.test(found[1]) ? [call(found[1])] : [found[1]])));
    rest = rest.slice(found.index + found[0].length);
  }
  nodes.push(...(calls ? linked(rest) : [rest]));
  return nodes;
}

/** The text without its marks. */
export const plain = (text) => text.replace(/[\ue000\ue001]/g, "");
