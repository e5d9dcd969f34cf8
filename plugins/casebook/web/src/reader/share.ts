// Sharing: the page's address to copy, to hand to another program, and as a QR code for the phone beside the screen.

import { siteRoot } from "../root";
import { loadScript } from "../script";

declare global {
  interface Window {
    /** Set by assets/qr.js: the text as QR code. */
    casebookQr?: (text: string) => SVGSVGElement;
  }
}

/** Where others find the page: here when it is on a server, else where it was made for. */
export function address(): string {
  if (location.protocol !== "file:") return location.href.replace(/[?#].*$/, "");
  return document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href ?? "";
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
    void loadScript(`${siteRoot() ?? ""}assets/qr.js`).then(() => {
      if (window.casebookQr !== undefined) box.append(window.casebookQr(url));
    });
  });
}
