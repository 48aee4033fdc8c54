// Elements without markup in strings: nothing that anybody wrote is ever parsed as HTML.

export const $ = (id) => document.getElementById(id);

/** An element with properties, listeners (`onclick`), attributes (`aria-*`, `data-*`) and children. */
export function h(name, props = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key.includes("-") || !(key in element)) element.setAttribute(key, value === true ? "" : value);
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const PATHS = {
  file: "M7 3.5h7l4 4v13H7zM14 3.500V8h4",
  pin: "M12 21s-6.500-5.700-6.500-11a6.500 6.500 0 0 1 13 0c0 5.300-6.500 11-6.500 11zM12 12.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400z",
  copy: "M9 9h10v11H9zM15 9V4.500H5V15h4",
  out: "M13 5h6v6M19 5l-8.500 8.500M17 14.500V19H5V7h4.500",
  cross: "M6.500 6.500l11 11M17.500 6.500l-11 11",
};

/** One of the drawn signs; it says nothing to a screen reader. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Says something to a screen reader that is not part of the conversation. */
export function say(text) {
  $("said").textContent = "";
  setTimeout(() => { $("said").textContent = text; }, 60);
}

export const mode = document.documentElement.dataset.mode;

/** The page's own words; filled before anything is shown. */
export const words = {};

export async function loadWords() {
  const answer = await fetch("/static/strings.json");
  if (!answer.ok) throw new Error("no words");
  Object.assign(words, await answer.json());
}
