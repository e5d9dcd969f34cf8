// The drawing of publish/graph.py: where the mouse or the keyboard is, only the lines from there stay.

export function mountGraph(): void {
  const root = document.querySelector<HTMLElement>("[data-cb-graph]");
  if (root === null) return;
  const lines = Array.from(root.querySelectorAll<SVGPathElement>("path"));
  const boxes = Array.from(root.querySelectorAll<HTMLElement>("[data-key]"));
  const show = (key?: string): void => {
    root.classList.toggle("cb-graph--asked", key !== undefined);
    const near = new Set([key]);
    for (const line of lines) {
      const { one, other } = line.dataset;
      const isNear = key !== undefined && (one === key || other === key);
      line.classList.toggle("cb-near", isNear);
      if (isNear) near.add(one).add(other);
    }
    for (const box of boxes) box.classList.toggle("cb-near", near.has(box.dataset["key"]));
  };
  const at = (event: Event): void => show((event.target as Element).closest<HTMLElement>("[data-key]")?.dataset["key"]);
  for (const name of ["mouseover", "focusin"]) root.addEventListener(name, at);
  for (const name of ["mouseleave", "focusout"]) root.addEventListener(name, () => show());
}
