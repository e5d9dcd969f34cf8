// Text in three sizes. theme/main.html sets the attribute before the page is drawn; the style is in styles/reader.css.

const KEY = "casebook.size";
const NAMES = { "": "标准", large: "大", huge: "特大" } as const;
type Size = keyof typeof NAMES;
const SIZES = Object.keys(NAMES) as Size[];

export function size(): Size {
  const now = document.documentElement.dataset["cbSize"] ?? "";
  return now in NAMES ? (now as Size) : "";
}

function set(next: string): void {
  if (next === "") delete document.documentElement.dataset["cbSize"];
  else document.documentElement.dataset["cbSize"] = next;
}

/** The size as it is kept, on a page that has another: one that came back. */
export function recallSize(): void {
  try {
    set(localStorage.getItem(KEY) ?? "");
  } catch {
    // no page knows of another's
  }
}

/** Goes to the next size, after the largest back to the first; kept where the browser allows it. */
export function nextSize(): void {
  const next = SIZES[(SIZES.indexOf(size()) + 1) % SIZES.length] as Size;
  set(next);
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // holds for this page only
  }
}

/** What the button says: the size there is. */
export function sizeLabel(): string {
  return `字号：${NAMES[size()]}`;
}
