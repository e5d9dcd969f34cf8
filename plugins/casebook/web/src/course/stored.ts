// The course as it is kept on this device, after every change; nothing is sent anywhere.

import { root } from "../reader/kept";
import type { Draft } from "./draft";
import { draftOf, recordOf } from "./pack";

const key = (): string => `${root().pathname}.casebook.course`;

/** What was kept; null when there is nothing that can be read. */
export function storedDraft(): Draft | null {
  try {
    const held = localStorage.getItem(key());
    return held === null ? null : draftOf(JSON.parse(held), () => undefined);
  } catch {
    return null;
  }
}

/** Whether it could be kept. */
export function storeDraft(draft: Draft): boolean {
  try {
    localStorage.setItem(key(), JSON.stringify(recordOf(draft)));
    return true;
  } catch {
    return false;
  }
}
