// Sharing: the page's address to copy, to hand to another program, and as a QR code for the phone beside the screen.

import { generate } from "lean-qr/nano";

/** Where others find the page: here when it is on a server, else where it was made for. */
export function address(): string {
  if (location.protocol !== "file:") return location.href.replace(/[?#].*$/, "");
  return document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href ?? "";
}

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4; // modules of white around the code, ISO/IEC 18004

/** The text as QR code, black on white in both schemes: readers want it so. */
export function qr(text: string): SVGSVGElement {
  const code = generate(text);
  let path = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
  }
  const svg = document.createElementNS(SVG, "svg");
  const side = code.size + 2 * QUIET;
  svg.setAttribute("viewBox", `${-QUIET} ${-QUIET} ${side} ${side}`);
  svg.setAttribute("class", "cb-qr");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", "本页网址的二维码");
  const dots = document.createElementNS(SVG, "path");
  dots.setAttribute("d", path);
  svg.append(dots);
  return svg;
}

function button(text: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  return made;
}

/** Fills the panel when it is opened first: most readers never do. */
export function mountShare(panel: HTMLDetailsElement): void {
  panel.addEventListener("toggle", () => {
    if (panel.childElementCount > 1) return;
    const url = address();
    const box = document.createElement("div");
    const told = document.createElement("p");
    told.textContent = url === "" ? "从文件夹打开的网页没有网址可以分享。" : url;
    box.append(told);
    panel.append(box);
    if (url === "") return;
    const copy = button("复制网址");
    copy.dataset["casebookCopy"] = url;
    box.append(copy);
    if ("share" in navigator) {
      const send = button("发给别人");
      send.addEventListener("click", () => void navigator.share({ title: document.title, url }).catch(() => undefined));
      box.append(send);
    }
    box.append(qr(url));
  });
}
