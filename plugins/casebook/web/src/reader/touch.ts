// Under a finger a term first shows its meaning, the second tap follows it. Folded answers stay out of print.

let finger = false;
let shown: Element | null = null;

function onClick(event: Event): void {
  const target = event.target as Element;
  const term = target.closest("a.cb-term");
  if (term !== null && finger && term !== shown) {
    event.preventDefault();
    (term as HTMLElement).focus(); // tip.ts shows the meaning of what has the focus
  }
  shown = term;
  // Material opens every fold for printing: what the reader opened is remembered apart from that.
  const fold = target.closest("summary")?.parentElement;
  if (fold instanceof HTMLDetailsElement) fold.toggleAttribute("data-cb-opened", !fold.open);
}

export function mountTouch(): void {
  document.addEventListener("pointerdown", (event) => void (finger = event.pointerType === "touch"), true);
  document.addEventListener("click", onClick, true);
}
