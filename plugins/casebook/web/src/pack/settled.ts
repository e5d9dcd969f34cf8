// Units that are chosen by a query → the records that were found, as app/settled.py shares them out.

import type { Pack, PackUnit } from "./compose";

/** Ids, best first, that the command line finds for a query among records of a type; undefined where it was not asked. */
export type Answer = (type: string, query: string) => readonly string[] | undefined;

/** A unit a record, the minutes shared out, the odd ones to the first; empty where there is no answer. */
export function settledUnit(unit: PackUnit, answer: Answer): PackUnit[] {
  if (unit.query === undefined) return [unit];
  const ids = (answer(unit.type, unit.query) ?? []).slice(0, Math.min(unit.most ?? 1, unit.minutes));
  const [share, odd] = [Math.floor(unit.minutes / ids.length), unit.minutes % ids.length];
  return ids.map((ref, place) => ({
    ...unit,
    ref,
    query: undefined,
    most: undefined,
    title: undefined,
    minutes: share + (place < odd ? 1 : 0),
    ...(place === 0 ? {} : { session: undefined, text: undefined }),
  }));
}

/** The pack without queries; those units that have no answer come back beside it, counted from 1. */
export function settled(pack: Pack, answer: Answer): { readonly pack: Pack; readonly open: ReadonlyArray<readonly [number, PackUnit]> } {
  const found = pack.units.map((unit) => settledUnit(unit, answer));
  const open = pack.units.flatMap((unit, at) => (found[at]?.length === 0 ? [[at + 1, unit] as const] : []));
  return { pack: { ...pack, units: found.flat() }, open };
}
