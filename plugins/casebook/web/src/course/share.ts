// A course in the address: the record as JSON, deflated, in letters that addresses take as they are. Nothing is sent to a server:
// what stands behind the # stays in the browser.

import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";

import type { Draft } from "./draft";
import { draftOf, recordOf } from "./pack";

const MARK = "#c1=";
/** What an address unpacks to at most: a course of 200 units, ten times over. Without an end to it a short address could fill the memory. */
const MOST = 1_000_000;

/** The part of an address behind the page's own. */
export function fragmentOf(draft: Draft): string {
  const packed = deflateSync(strToU8(JSON.stringify(recordOf(draft))), { level: 9 });
  let binary = "";
  for (const byte of packed) binary += String.fromCharCode(byte);
  return MARK + btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** The course in a fragment; null when there is none, 'broken' when it cannot be read, for example because a chat cut it off. */
export function draftIn(fragment: string): Draft | null | "broken" {
  if (!fragment.startsWith(MARK)) return null;
  try {
    const binary = atob(fragment.slice(MARK.length).replace(/-/g, "+").replace(/_/g, "/"));
    const data = inflateSync(Uint8Array.from(binary, (char) => char.charCodeAt(0)), { out: new Uint8Array(MOST) });
    return draftOf(JSON.parse(strFromU8(data)), () => undefined) ?? "broken";
  } catch {
    return "broken";
  }
}
