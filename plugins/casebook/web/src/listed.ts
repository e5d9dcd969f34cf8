// A list says that its rows were put in anew: who sorts them, or has buttons on them, then does it again.

export const LISTED = "casebook-listed";

export function tellListed(list: Element): void {
  list.dispatchEvent(new Event(LISTED, { bubbles: true }));
}
