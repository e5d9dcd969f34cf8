// Where the site begins: pages lie in folders, at any depth.

/** Absolute, with a slash at the end; null on a page without our header. */
export function siteRoot(): string | null {
  const form = document.querySelector<HTMLFormElement>("#casebook-search-form");
  return form === null ? null : new URL((form.dataset["base"] ?? ".").replace(/\/?$/, "/"), location.href).href;
}
