// Where a draft lies on this device.

import { root } from "../reader/kept";

/** theme/main.html asks for the same before anything is drawn. */
export const draftKey = (): string => `${root().pathname}.casebook.form`;

export function hasDraft(): boolean {
  try {
    return localStorage.getItem(draftKey()) !== null;
  } catch {
    return false; // closed by the browser
  }
}
