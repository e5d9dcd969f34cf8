// What an element's title says, in a box under the mouse, the keyboard or the finger. Material can do this too, but readies every
// such element as a page opens: on a record with two hundred of them that took the processor longer than all the rest.

const ID = "cb-tip";
const GAP = 6;
const EDGE = 12;
/** Milliseconds in which the mouse may go over to the box. */
const STAY = 250;

interface Shown {
  readonly of: HTMLElement;
  readonly title: string;
  readonly box: HTMLElement;
}

let shown: Shown | null = null;
let timer = 0;

function hide(): void {
  window.clearTimeout(timer);
  if (shown === null) return;
  shown.of.title = shown.title;
  shown.of.removeAttribute("aria-describedby");
  shown.box.remove();
  shown = null;
}

function show(of: HTMLElement): void {
  window.clearTimeout(timer);
  if (shown?.of === of) return;
  hide();
  const box = document.createElement("div");
  box.className = box.id = ID;
  box.setAttribute("role", "tooltip");
  box.textContent = of.title;
  shown = { of, title: of.title, box };
  of.removeAttribute("title"); // else the browser shows it a second time
  of.setAttribute("aria-describedby", ID);
  document.body.append(box);
  place(box, of.getBoundingClientRect());
}

/** Below the element, or above it where the window ends; never over an edge. */
function place(box: HTMLElement, at: DOMRect): void {
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.min(at.left + (at.width - box.offsetWidth) / 2, clientWidth - box.offsetWidth - EDGE);
  const below = at.bottom + GAP;
  const top = below + box.offsetHeight <= clientHeight ? below : at.top - GAP - box.offsetHeight;
  box.style.left = `${Math.max(EDGE, left)}px`;
  box.style.top = `${top + window.scrollY}px`;
}

/** Shows what `target` belongs to; on anything else what is shown goes, but not while the keyboard stands on it. */
function turnTo(target: Element): void {
  const isShown = shown !== null && (shown.of.contains(target) || shown.box.contains(target));
  const of = isShown ? shown?.of : target.closest<HTMLElement>(".md-content [title]");
  if (of) show(of);
  else if (!shown?.of.contains(document.activeElement)) later();
}

function later(): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(hide, STAY);
}

export function mountTips(): void {
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch") turnTo(event.target as Element);
  });
  document.addEventListener("focusin", (event) => turnTo(event.target as Element));
  document.addEventListener("focusout", later);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  window.addEventListener("pagehide", hide); // the way back brings the page as it was left
}
