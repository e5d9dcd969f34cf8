// QR codes, a script of its own (assets/qr.js): it comes when somebody shares a page.

import { generate } from "lean-qr/nano";

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

window.casebookQr = qr;
