// A course in the making: sessions of units. Every change gives a new draft, so that undoing is taking up an old one.

import type { Plain } from "../yaml";

export const REF_TYPES = ["案例", "工作法", "政策", "教学说明", "测验"] as const;
export const FREE_TYPES = ["讲授", "讨论", "测验", "休息"] as const;
export type UnitType = (typeof REF_TYPES)[number] | (typeof FREE_TYPES)[number];

/** Of a pack's record, see model/pack.py; `key` tells units apart on the page. */
export interface Unit {
  readonly key: number;
  readonly type: UnitType;
  readonly ref?: string;
  /** In place of `ref`: what `casebook pack` looks for when it prints, and at most how many of it. */
  readonly query?: string;
  readonly most?: number;
  readonly title?: string;
  readonly minutes: number;
  readonly purpose?: string;
  readonly text?: string;
  readonly alternative_ref?: string;
}

export interface Session {
  readonly key: number;
  readonly title: string;
  readonly units: readonly Unit[];
}

export interface Reading {
  readonly ref: string;
  readonly note?: string;
  readonly cite?: Plain;
}

/** What the records were when somebody said: print only this. `mark` as in an outline's version, `on` a day. */
export interface Lock {
  readonly mark: string;
  readonly on: string;
}

export interface Draft {
  readonly id: string;
  readonly title: string;
  /** These and the keywords are not shown; what a file says of them stays. */
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly themes: readonly string[];
  readonly keywords: readonly string[];
  readonly audience: readonly string[];
  /** Hours wanted; 0 while nobody has said. */
  readonly hours: number;
  readonly objectives: readonly string[];
  readonly sessions: readonly Session[];
  readonly pre_reading: readonly Reading[];
  readonly outputs: readonly string[];
  readonly status: string;
  readonly lock?: Lock | undefined;
  /** What else a record says, such as who reviewed it, by its key: not shown, and kept as it is. */
  readonly rest: Readonly<Record<string, Plain>>;
}

export const DRAFT = "草稿";

let last = 0;

/** A number that no other unit or session of this page has. */
export function freshKey(): number {
  return ++last;
}

export function emptyDraft(): Draft {
  const session = { key: freshKey(), title: "", units: [] };
  return { id: "", title: "", aliases: [], summary: "", themes: [], keywords: [], audience: [], hours: 0, objectives: [], sessions: [session], pre_reading: [], outputs: [], status: DRAFT, rest: {} };
}

export function isEmpty(draft: Draft): boolean {
  return draft.title === "" && draft.pre_reading.length === 0 && unitsOf(draft).length === 0;
}

export function unitsOf(draft: Draft): Unit[] {
  return draft.sessions.flatMap((session) => session.units);
}

export function minutesOf(units: ReadonlyArray<{ readonly minutes: number }>): number {
  return units.reduce((sum, unit) => sum + unit.minutes, 0);
}

/** Ids that the draft has in a unit or among the readings. */
export function refsOf(draft: Draft): Set<string> {
  return new Set([...unitsOf(draft).flatMap((unit) => unit.ref ?? []), ...draft.pre_reading.map((one) => one.ref)]);
}

/** All that decides which records the course is printed from, as one text. */
function namedBy(draft: Draft): string {
  const units = unitsOf(draft).flatMap((unit) => [unit.ref, unit.alternative_ref, unit.query && `${unit.type} ${unit.most ?? 1} ${unit.query}`]);
  return [...new Set([...units, ...draft.pre_reading.map((one) => one.ref)])].sort().join("\n");
}

/** A lock holds for the records that it was put on: with other ones it goes. */
export function unlocked(before: Draft, next: Draft): Draft {
  return next.lock !== undefined && next.lock === before.lock && namedBy(before) !== namedBy(next) ? { ...next, lock: undefined } : next;
}

/** '1:05' for 65. */
export function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

function withSession(draft: Draft, at: number, change: (units: readonly Unit[]) => readonly Unit[]): Draft {
  return { ...draft, sessions: draft.sessions.map((session, place) => (place === at ? { ...session, units: change(session.units) } : session)) };
}

/** Where a unit is: the numbers of its session and within it; null for a key that is not there. */
export function placeOf(draft: Draft, key: number): readonly [number, number] | null {
  for (const [at, session] of draft.sessions.entries()) {
    const place = session.units.findIndex((unit) => unit.key === key);
    if (place >= 0) return [at, place];
  }
  return null;
}

/** Puts a unit at the end of the last session. */
export function added(draft: Draft, unit: Unit): Draft {
  return withSession(draft, draft.sessions.length - 1, (units) => [...units, unit]);
}

export function removed(draft: Draft, key: number): Draft {
  return { ...draft, sessions: draft.sessions.map((session) => ({ ...session, units: session.units.filter((unit) => unit.key !== key) })) };
}

export function changed(draft: Draft, key: number, change: Partial<Unit>): Draft {
  const one = (unit: Unit): Unit => (unit.key === key ? { ...unit, ...change } : unit);
  return { ...draft, sessions: draft.sessions.map((session) => ({ ...session, units: session.units.map(one) })) };
}

/** Other units in the place of one. */
export function replaced(draft: Draft, session: number, place: number, others: readonly Unit[]): Draft {
  return withSession(draft, session, (units) => [...units.slice(0, place), ...others, ...units.slice(place + 1)]);
}

/** Puts a unit into a session before place `before` as counted now; a `before` past the end is the end. */
export function moved(draft: Draft, key: number, session: number, before: number): Draft {
  const from = placeOf(draft, key);
  if (from === null) return draft;
  const unit = draft.sessions[from[0]]?.units[from[1]] as Unit;
  const at = from[0] === session && from[1] < before ? before - 1 : before;
  return withSession(removed(draft, key), session, (units) => [...units.slice(0, at), unit, ...units.slice(at)]);
}

/** One place up or down, over the border to the next session; the same draft where there is no further. */
export function stepped(draft: Draft, key: number, by: -1 | 1): Draft {
  const from = placeOf(draft, key);
  if (from === null) return draft;
  const [session, place] = from;
  const length = draft.sessions[session]?.units.length ?? 0;
  if (by === -1 && place > 0) return moved(draft, key, session, place - 1);
  if (by === 1 && place < length - 1) return moved(draft, key, session, place + 2);
  const next = draft.sessions[session + by];
  return next === undefined ? draft : moved(draft, key, session + by, by === -1 ? next.units.length : 0);
}

/** Begins a new session at a unit: it and those behind it go over. */
export function split(draft: Draft, key: number): Draft {
  const from = placeOf(draft, key);
  if (from === null || from[1] === 0) return draft;
  const whole = draft.sessions[from[0]] as Session;
  const [first, second] = [whole.units.slice(0, from[1]), whole.units.slice(from[1])];
  const sessions = [{ ...whole, units: first }, { key: freshKey(), title: "", units: second }];
  return { ...draft, sessions: [...draft.sessions.slice(0, from[0]), ...sessions, ...draft.sessions.slice(from[0] + 1)] };
}

/** Takes a session's border away: its units follow those of the one before. */
export function joined(draft: Draft, at: number): Draft {
  const [before, after] = [draft.sessions[at - 1], draft.sessions[at]];
  if (before === undefined || after === undefined) return draft;
  const both = { ...before, units: [...before.units, ...after.units] };
  return { ...draft, sessions: [...draft.sessions.slice(0, at - 1), both, ...draft.sessions.slice(at + 1)] };
}
