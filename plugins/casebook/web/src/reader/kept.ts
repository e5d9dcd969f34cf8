// What a reader keeps on this device: bookmarks, pages seen, pages picked for a course pack. It stays in the browser; nothing is sent anywhere.

export interface Kept {
  /** Below the site's root: 'methods/you-min-zuo-zhu.html'. */
  readonly path: string;
  readonly title: string;
  /** The day, '2024-05-01'. */
  readonly on: string;
}

export type List = "marks" | "seen" | "pack";
const SEEN_AT_MOST = 50;

/** The site's root, as Material's own keys name it: two libraries on one host keep their own lists. */
export function root(): URL {
  return (window as { __md_scope?: URL }).__md_scope ?? new URL(".", location.href);
}

function key(name: string): string {
  return `${root().pathname}.casebook.${name}`;
}

function read(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key(name)) ?? "null");
  } catch {
    return null; // closed by the browser, or spoilt by somebody
  }
}

/** Whether it could be kept. */
function write(name: string, value: unknown): boolean {
  try {
    localStorage.setItem(key(name), JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function isKept(value: unknown): value is Kept {
  const one = value as Partial<Kept> | null;
  // A path only: what stands in the storage becomes a link.
  return typeof one?.path === "string" && /^[\w-]+\/[\w-]+\.html$/.test(one.path) && typeof one.title === "string" && typeof one.on === "string";
}

/** Newest first. */
export function list(name: List): Kept[] {
  const found = read(name);
  return Array.isArray(found) ? found.filter(isKept) : [];
}

export function has(name: List, path: string): boolean {
  return list(name).some((one) => one.path === path);
}

/** Puts a page first. Whether it could be kept. */
export function add(name: List, page: Kept): boolean {
  const others = list(name).filter((one) => one.path !== page.path);
  return write(name, [page, ...others].slice(0, name === "seen" ? SEEN_AT_MOST : undefined));
}

export function remove(name: List, path: string): void {
  write(name, list(name).filter((one) => one.path !== path));
}

export function clear(name: List): void {
  try {
    localStorage.removeItem(key(name));
  } catch {
    // nothing could be kept there either
  }
}

/** Whether pages seen are remembered: yes, until the reader says no. */
export function isNoting(): boolean {
  return read("off") !== true;
}

export function setNoting(on: boolean): void {
  write("off", !on);
  if (!on) clear("seen");
}
