// A button in the corner of the city's site that opens the chat in a frame.
//   <script src="https://chat.example/widget.js" async data-label="Чат 1520" data-side="right"></script>
(() => {
  "use strict";
  const words = "{{words}}";
  const script = document.currentScript;
  const source = new URL("/chat?embed=1", script.src);
  const label = script.dataset.label || words.open;
  const side = script.dataset.side === "left" ? "left" : "right";

  const style = `
    :host { all: initial; position: fixed; inset: auto 0 0; z-index: 2147483000; }
    button { all: unset; box-sizing: border-box; position: fixed; bottom: 1.25rem; ${side}: 1.25rem; display: flex;
      align-items: center; gap: .6rem; min-height: 3.25rem; padding: 0 1.3rem; border-radius: 2rem; cursor: pointer;
      background: #0d4f68; color: #fff; font: 600 1rem/1 system-ui, sans-serif; box-shadow: 0 4px 18px rgb(6 30 40 / 35%); }
    button:hover { background: #083c50; }
    button:focus-visible { outline: 3px solid #b3461f; outline-offset: 3px; }
    svg { width: 1.5rem; height: 1.5rem; fill: none; stroke: currentcolor; stroke-width: 2; stroke-linecap: round; }
    iframe { position: fixed; bottom: 5.25rem; ${side}: 1.25rem; width: min(25rem, calc(100vw - 2.5rem));
      height: min(42rem, calc(100vh - 7rem)); border: 0; border-radius: 1.1rem; background: #fff;
      box-shadow: 0 8px 40px rgb(6 30 40 / 35%); }
    iframe[hidden] { display: none; }
    @media (max-width: 30rem) {
      iframe { inset: 0 0 4.25rem; width: 100vw; height: calc(100dvh - 4.25rem); border-radius: 0; }
      button { bottom: .5rem; }
    }
    @media print { :host { display: none; } }`;

  function build() {
    const host = document.createElement("div");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    const sign = new DOMParser().parseFromString(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 4c-5 0-9 3.200-9 7.300 0 2.500 1.400 4.600 3.600 5.900-.1 1.300-.6 2.500-1.500 3.500 2.100-.2 3.800-1 5.100-2.300.6.100 1.200.2 1.800.2 5 0 9-3.200 9-7.300S17 4 12 4z"/></svg>',
      "image/svg+xml").documentElement;
    const text = document.createElement("span");
    text.textContent = label;
    button.append(document.importNode(sign, true), text);
    root.append(button);
    document.body.append(host);
    connect(root, button, text);
  }

  function connect(root, button, text) {
    let frame = null;
    const show = (open) => {
      frame ??= make(root);
      frame.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
      text.textContent = open ? words.close : label;
      (open ? frame : button).focus();
    };
    button.addEventListener("click", () => show(!frame || frame.hidden));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && frame && !frame.hidden) show(false);
    });
    addEventListener("message", (event) => {
      if (frame && event.source === frame.contentWindow && event.origin === source.origin && event.data === "chat:close") show(false);
    });
  }

  function make(root) {
    const frame = document.createElement("iframe");
    frame.src = source.href;
    frame.title = words.title;
    frame.allow = "geolocation; clipboard-write; camera";
    root.prepend(frame);
    return frame;
  }

  if (document.body) build();
  else addEventListener("DOMContentLoaded", build);
})();
