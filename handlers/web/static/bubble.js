// One message as it stands in the conversation.

import { fileUrl } from "./api.js";
import { h, icon, words } from "./dom.js";
import { rich } from "./richtext.js";

const TRIES = [1500, 4000, 10_000, 25_000];
const clock = new Intl.DateTimeFormat("uk", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Kyiv" });

export const time = (at) => h("time", { dateTime: new Date(at).toISOString() }, clock.format(new Date(at)));

export function size(bytes) {
  if (!bytes) return "";
  const step = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2;
  const value = bytes / 1024 ** step;
  return `${value < 10 && step ? value.toFixed(1).replace(".", ",") : Math.round(value)} ${words.bytes[step]}`;
}

/** A message of either side; `extra` stands after its words, `marks` beside its time. */
export function bubble({ out, at, kind = "", parts = [], marks = [] }) {
  return h("article", { className: `msg ${out ? "out" : "in"} ${kind}` },
    h("div", { className: "bubble" },
      h("span", { className: "sr" }, `${out ? words.us : words.you}: `),
      ...parts,
      h("div", { className: "meta" }, time(at), ...marks)));
}

export const textPart = (text, out) => text
  ? h("div", { className: "text" }, ...rich(text, { calls: out }))
  : null;

export function pointPart([lat, lon], title = "") {
  const url = `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=18/${lat}/${lon}`;
  return h("div", { className: "media" },
    h("a", { className: "file", href: url, target: "_blank", rel: "noopener" }, icon("pin"),
      h("span", {}, title || words.map, h("small", {}, `${lat.toFixed(5)}, ${lon.toFixed(5)}`))));
}

/** The files of a message. `local(index)` may give the picture that this page still holds. */
export function filesPart(files, local = () => "") {
  const many = files.filter((file) => file.kind === "photo").length > 1;
  return h("div", { className: many ? "media many" : "media" },
    ...files.map((file, index) => filePart(file, local(index))));
}

function filePart(file, local) {
  const url = file.id ? fileUrl(file.id) : local;
  if (file.kind === "photo") return photo(file, url, local);
  if (file.kind === "video" && file.ready && file.id) {
    return h("video", { src: url, controls: true, preload: "metadata", playsInline: true, "aria-label": file.name || words.video });
  }
  if (file.kind === "voice" && file.ready && file.id) {
    return h("audio", { src: url, controls: true, preload: "none", "aria-label": file.name || words.voice });
  }
  return plate(file, url);
}

function plate(file, url) {
  const detail = [size(file.size), file.ready === false && words.processing].filter(Boolean).join(" · ");
  const inside = [icon("file"), h("span", {}, file.name || words[file.kind] || words.file, detail && h("small", {}, detail))];
  if (!url) return h("span", { className: "file" }, ...inside);
  return h("a", { className: "file", href: url, target: "_blank", rel: "noopener" }, ...inside);
}

/** A picture that may still be on its way: asked for again a few times, then a plain link. */
function photo(file, url, local) {
  let tries = 0;
  const image = h("img", { alt: file.name ? `${words.photo}: ${file.name}` : words.photo, loading: "lazy", width: 256, height: 192 });
  const link = h("a", { target: "_blank", rel: "noopener", href: url || local || undefined, "aria-label": words.open_file + ": " + (file.name || words.photo) }, image);
  image.addEventListener("error", () => {
    const wait = file.id ? TRIES[tries] : undefined;
    tries += 1;
    if (wait === undefined) link.replaceWith(plate(file, url));
    else setTimeout(() => { image.src = `${url}&try=${tries}`; }, wait);
  });
  image.src = local || url;
  return link;
}
