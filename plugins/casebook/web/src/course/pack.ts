// A draft as the record of a pack, content/packs/*.yaml, and back. The record's rules are those of model/pack.py and check/rules.py.

import { MINUTES_ROUNDED, type Pack, type PackUnit } from "../pack/compose";
import { recordYaml, type Plain } from "../yaml";
import { freshKey, FREE_TYPES, minutesOf, REF_TYPES, unitsOf, type Draft, type Reading, type Session, type Unit, type UnitType } from "./draft";

/** Of model/names.py. */
export const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const ID_LIMIT = 80;
const TYPES: readonly string[] = [...REF_TYPES, ...FREE_TYPES];
const NEEDS_REF: readonly string[] = ["案例", "工作法", "政策", "教学说明"];

/** Hours as a record writes them: two places, so that 100 minutes are 1.67. */
export function hoursOf(minutes: number): number {
  return Math.round((minutes / 60) * 100) / 100;
}

const text = (value: string): string | undefined => (value.trim() === "" ? undefined : value.trim());
const lines = (values: readonly string[]): string[] => values.map((value) => value.trim()).filter((value) => value !== "");

function unitRecord(unit: Unit, session: string | undefined): PackUnit {
  return {
    session,
    type: unit.type,
    ref: unit.ref,
    title: text(unit.title ?? ""),
    minutes: unit.minutes,
    purpose: text(unit.purpose ?? ""),
    text: text(unit.text ?? ""),
    alternative_ref: unit.alternative_ref,
  };
}

/** Sessions stand on their first unit; one that has neither a name nor a session before it is no session. */
function unitRecords(draft: Draft): PackUnit[] {
  const sessions = draft.sessions.filter((session) => session.units.length > 0);
  const isOne = sessions.length === 1 && sessions[0]?.title.trim() === "";
  return sessions.flatMap((session, at) =>
    session.units.map((unit, place) => unitRecord(unit, place > 0 || isOne ? undefined : (text(session.title) ?? `第 ${at + 1} 场`))),
  );
}

export const NAMELESS = "未命名的课";

/** What documents are made from. */
export function packOf(draft: Draft): Pack {
  const units = unitRecords(draft);
  return {
    id: draft.id,
    title: text(draft.title) ?? NAMELESS,
    summary: text(draft.summary) ?? "",
    keywords: draft.keywords,
    audience: lines(draft.audience),
    hours: draft.hours || minutesOf(units) / 60,
    objectives: lines(draft.objectives),
    units,
    pre_reading: draft.pre_reading,
    outputs: lines(draft.outputs),
  };
}

/** The file of the record; hours that nobody asked for are those of the units. */
export function yamlOf(draft: Draft): string {
  return recordYaml("pack", recordOf({ ...draft, hours: draft.hours || hoursOf(minutesOf(unitsOf(draft))) }));
}

/** The record, its keys in the order of its file. */
export function recordOf(draft: Draft): { readonly [key: string]: Plain | undefined } {
  return {
    id: text(draft.id),
    title: text(draft.title),
    aliases: draft.aliases,
    summary: text(draft.summary),
    themes: draft.themes,
    keywords: draft.keywords,
    status: "草稿",
    audience: lines(draft.audience),
    hours: draft.hours || undefined,
    objectives: lines(draft.objectives),
    units: unitRecords(draft).map((unit): Plain => ({ ...unit })),
    pre_reading: draft.pre_reading.map((one): Plain => (one.note === undefined ? one.ref : { ref: one.ref, note: one.note })),
    outputs: lines(draft.outputs),
  };
}

/** A field of the form, and what `casebook check` would say of it. */
export interface Fault {
  readonly field: string;
  readonly told: string;
}

/** What keeps the draft from being a record that passes `casebook check`. */
export function faults(draft: Draft): Fault[] {
  const units = unitsOf(draft);
  const total = minutesOf(units);
  const found: Array<Fault | false> = [
    (!ID.test(draft.id) || draft.id.length > ID_LIMIT) && { field: "id", told: "编号要用小写字母和数字，词与词之间用连字符，例如 xin-ren-ban-tian" },
    draft.title.trim() === "" && { field: "title", told: "还没有写课程名称" },
    draft.summary.trim() === "" && { field: "summary", told: "还没有写摘要" },
    lines(draft.audience).length === 0 && { field: "audience", told: "还没有写适用对象" },
    lines(draft.objectives).length === 0 && { field: "objectives", told: "还没有写教学目标" },
    units.length === 0 && { field: "add", told: "还没有单元" },
    units.length > 0 && draft.hours > 0 && Math.abs(draft.hours * 60 - total) > MINUTES_ROUNDED && { field: "hours", told: `各单元共 ${total} 分钟，与时长 ${draft.hours} 小时（${Math.round(draft.hours * 60)} 分钟）对不上` },
  ];
  for (const unit of units) {
    if (unit.ref === undefined && (unit.title ?? "").trim() === "") found.push({ field: `unit-${unit.key}`, told: `有一段${unit.type}没有写标题` });
  }
  return found.filter((one): one is Fault => one !== false);
}

/** Where in a record something is wrong, as keys and numbers from 0, and what. */
export type Report = (at: ReadonlyArray<string | number>, told: string) => void;

type Mapping = { readonly [key: string]: unknown };

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

class Reader {
  constructor(private readonly report: Report) {}

  line(from: Mapping, key: string, at: ReadonlyArray<string | number>, most: number): string {
    const value = from[key];
    if (value === undefined || value === null || value === "") return "";
    if (typeof value === "string" && value.length <= most) return value;
    this.report([...at, key], typeof value === "string" ? `${key} 最多 ${most} 个字，现在有 ${value.length} 个` : `${key} 要写一段文字`);
    return "";
  }

  lines(from: Mapping, key: string): string[] {
    return this.list(from, key, []).flatMap((one, place) => {
      if (typeof one === "string") return [one];
      this.report([key, place], `${key} 的每一项要写一行文字`);
      return [];
    });
  }

  list(from: Mapping, key: string, at: ReadonlyArray<string | number>): readonly unknown[] {
    const value = from[key];
    if (value === undefined || value === null || value === "") return [];
    if (Array.isArray(value)) return value as unknown[];
    this.report([...at, key], `${key} 要写成列表，每项一行，前面加 - 和一个空格`);
    return [];
  }

  /** In the files all is text: 45 and "45" are the same. NaN where it is no number between the two. */
  number(from: Mapping, key: string, at: ReadonlyArray<string | number>, least: number, most: number): number {
    const value = Number(from[key]);
    if (from[key] !== "" && value >= least && value <= most) return value;
    this.report([...at, key], `${key} 要写 ${least} 到 ${most} 之间的数，用半角数字`);
    return NaN;
  }

  ref(from: Mapping, key: string, at: ReadonlyArray<string | number>): string | undefined {
    const value = from[key];
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value === "string" && ID.test(value)) return value;
    this.report([...at, key], `${key} 要写记录的编号，例如 wu-shi-gong-zuo-fa`);
    return undefined;
  }

  unknown(from: Mapping, known: readonly string[], at: ReadonlyArray<string | number>): void {
    for (const key of Object.keys(from)) if (!known.includes(key)) this.report([...at, key], `不认识“${key}”这一项，没有带进来`);
  }

  unit(value: unknown, place: number): Unit | null {
    const at = ["units", place];
    if (!isMapping(value)) {
      this.report(at, "单元要写成“键: 值”，至少有 type 和 minutes");
      return null;
    }
    this.unknown(value, ["session", "type", "ref", "title", "minutes", "purpose", "text", "alternative_ref"], at);
    const type = String(value["type"] ?? "");
    const [ref, title] = [this.ref(value, "ref", at), this.line(value, "title", at, 200)];
    const minutes = this.number(value, "minutes", at, 1, 2000);
    if (!TYPES.includes(type)) this.report([...at, "type"], `type 要从这些里选：${[...new Set(TYPES)].join("、")}`);
    else if (NEEDS_REF.includes(type) && ref === undefined) this.report(at, `${type}单元要写 ref（记录的编号）`);
    if (!TYPES.includes(type) || Number.isNaN(minutes)) return null;
    const [purpose, said] = [this.line(value, "purpose", at, 200), this.line(value, "text", at, 4000)];
    const alternative = this.ref(value, "alternative_ref", at);
    return {
      key: freshKey(),
      type: type as UnitType,
      minutes: Math.round(minutes),
      ...(ref === undefined ? {} : { ref }),
      ...(title === "" ? {} : { title }),
      ...(purpose === "" ? {} : { purpose }),
      ...(said === "" ? {} : { text: said }),
      ...(alternative === undefined ? {} : { alternative_ref: alternative }),
    };
  }

  sessions(from: Mapping): Session[] {
    const sessions: Array<{ key: number; title: string; units: Unit[] }> = [];
    this.list(from, "units", []).forEach((value, place) => {
      const unit = this.unit(value, place);
      if (unit === null) return;
      const title = this.line(value as Mapping, "session", ["units", place], 200);
      if (title !== "" || sessions.length === 0) sessions.push({ key: freshKey(), title, units: [] });
      sessions[sessions.length - 1]?.units.push(unit);
    });
    return sessions.length === 0 ? [{ key: freshKey(), title: "", units: [] }] : sessions;
  }

  reading(from: Mapping): Reading[] {
    return this.list(from, "pre_reading", []).flatMap((value, place) => {
      const at = ["pre_reading", place];
      const one: Mapping = isMapping(value) ? value : { ref: value };
      const [ref, note] = [this.ref(one, "ref", at), this.line(one, "note", at, 200)];
      return ref === undefined ? [] : [note === "" ? { ref } : { ref, note }];
    });
  }
}

const KNOWN = ["id", "title", "summary", "themes", "status", "audience", "hours", "objectives", "units", "pre_reading", "outputs", "aliases", "keywords", "reviewed"];

/** The draft of a record, as far as it can be read; what cannot is told to `report`. */
export function draftOf(record: unknown, report: Report): Draft | null {
  if (!isMapping(record)) {
    report([], "这不是一个课程包：最外层要写成“键: 值”");
    return null;
  }
  const read = new Reader(report);
  read.unknown(record, KNOWN, []);
  return {
    id: read.ref(record, "id", []) ?? "",
    title: read.line(record, "title", [], 80),
    aliases: read.lines(record, "aliases"),
    summary: read.line(record, "summary", [], 300),
    themes: read.lines(record, "themes"),
    keywords: read.lines(record, "keywords"),
    audience: read.lines(record, "audience"),
    hours: record["hours"] === undefined ? 0 : read.number(record, "hours", [], 0, 200) || 0,
    objectives: read.lines(record, "objectives"),
    sessions: read.sessions(record),
    pre_reading: read.reading(record),
    outputs: read.lines(record, "outputs"),
  };
}
