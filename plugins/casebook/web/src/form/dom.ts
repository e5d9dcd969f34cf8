// Elements of the form.

type Inside = Node | string;

export function made<K extends keyof HTMLElementTagNameMap>(tag: K, className = "", ...inside: readonly Inside[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  element.append(...inside);
  return element;
}

export function button(text: string, act: () => void, className = "md-button"): HTMLButtonElement {
  const element = made("button", className, text);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

export function option(value: string, text: string, chosen = false): HTMLOptionElement {
  const element = made("option", "", text);
  element.value = value;
  element.selected = chosen;
  return element;
}
