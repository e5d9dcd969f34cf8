// Elements of the page. Texts only ever go in as text.

type Child = Node | string | false | null;

/** An element; `attributes` with a value of true stand alone, with false are left out. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number | boolean>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child): child is Node | string => child !== false && child !== null));
  return made;
}

/** A button that stays quiet; `label` is read out where the text alone does not say what is meant, and begins with it. */
export function button(text: string, act: () => void, attributes: Readonly<Record<string, string | boolean>> = {}): HTMLButtonElement {
  const made = el("button", { type: "button", class: "md-button", ...attributes }, text);
  made.addEventListener("click", act);
  return made;
}

/** A field with its label above; `hint` below. `name` finds it again after the page was drawn anew. */
export function field(label: string, input: HTMLElement, name: string, hint = ""): HTMLElement {
  input.id = `cb-${name}`;
  input.dataset["field"] = name;
  const told = hint === "" ? null : el("small", { id: `cb-${name}-hint` }, hint);
  if (told !== null) input.setAttribute("aria-describedby", told.id);
  return el("div", { class: "cb-field" }, el("label", { for: input.id }, label), input, told);
}

/** Puts the focus where it was, or on what `name` says, in a page that was drawn anew. */
export function focusOn(root: HTMLElement, name: string): void {
  root.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`)?.focus({ preventScroll: true });
}
