// A draft as the record of a pack, content/packs/*.yaml, and back. The record's rules are those of model/pack.py and check/rules.py.

import { MINUTES_ROUNDED, type Pack, type PackUnit } from "../pack/compose";
import { recordYaml, type Plain } from "../yaml";
import { DRAFT, freshKey, FREE_TYPES, minutesOf, REF_TYPES, unitsOf, type Draft, type Lock, type Reading, type Session, type Unit, type UnitType } from "./draft";

/** Of model/names.py. */
export const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const ID_LIMIT = 80;
const TYPES: readonly string[] = [...REF_TYPES, ...FREE_TYPES];
const NEEDS_REF: readonly string[] = ["案例", "工作法", "政策", "教学说明"];
const CHOSEN: readonly string[] = ["案例", "工作法", "政策"];
/** What a record holds besides, in the order of its file: before the audience, and at the end. */
const BEFORE = ["superseded_by", "withdrawn_reason", "reviewed", "redirect_from"];
const BEHIND = ["editor_notes"];

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
    query: unit.query,
    most: unit.most,
    title: text(unit.title ?? ""),
    minutes: unit.minutes,
    purpose: text(unit.purpose ?? ""),
    text: text(unit.text ?? ""),
    alternative_ref: unit.alternative_ref,
  };
}

/** Sessions stand on their first unit. The first may go without a name, unless there are others and none has one. */
function unitRecords(draft: Draft): PackUnit[] {
  const sessions = draft.sessions.filter((session) => session.units.length > 0);
  const names = sessions.map((session) => text(session.title));
  const isBare = sessions.length === 1 || names.slice(1).some((name) => name !== undefined);
  return sessions.flatMap((session, at) =>
    session.units.map((unit, place) => unitRecord(unit, place > 0 ? undefined : (names[at] ?? (at === 0 && isBare ? undefined : `第 ${at + 1} 场`)))),
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
  const rest = (keys: readonly string[]): { readonly [key: string]: Plain | undefined } => Object.fromEntries(keys.map((key) => [key, draft.rest[key]]));
  return {
    id: text(draft.id),
    title: text(draft.title),
    aliases: draft.aliases,
    summary: text(draft.summary),
    themes: draft.themes,
    keywords: draft.keywords,
    status: draft.status,
    ...rest(BEFORE),
    audience: lines(draft.audience),
    hours: draft.hours || undefined,
    objectives: lines(draft.objectives),
    units: unitRecords(draft).map((unit): Plain => ({ ...unit })),
    pre_reading: draft.pre_reading.map((one): Plain => (one.note === undefined && one.cite === undefined ? one.ref : { ref: one.ref, note: one.note, cite: one.cite })),
    lock: draft.lock && { ...draft.lock },
    outputs: lines(draft.outputs),
    ...rest(BEHIND),
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
    units.length > 200 && { field: "add", told: `最多 200 个单元，现在有 ${units.length} 个` },
    draft.pre_reading.length > 20 && { field: "find", told: `课前阅读最多 20 条，现在有 ${draft.pre_reading.length} 条` },
    ...tooLong(draft.audience, "audience", "适用对象", 8, 80),
    ...tooLong(draft.objectives, "objectives", "教学目标", 10, 200),
    ...tooLong(draft.outputs, "outputs", "学员产出", 10, 200),
    units.length > 0 && draft.hours > 0 && Math.abs(draft.hours * 60 - total) > MINUTES_ROUNDED && { field: "hours", told: `各单元共 ${total} 分钟，与时长 ${draft.hours} 小时（${Math.round(draft.hours * 60)} 分钟）对不上` },
  ];
  for (const unit of units) {
    if (unit.query !== undefined && (unit.ref !== undefined || !CHOSEN.includes(unit.type))) found.push({ field: `drop-${unit.key}`, told: `按查询挑选的只能是${CHOSEN.join("、")}，而且不另写 ref` });
    else if (unit.query === undefined && unit.ref === undefined && (unit.title ?? "").trim() === "") found.push({ field: `unit-${unit.key}`, told: `有一段${unit.type}没有写标题` });
  }
  return found.filter((one): one is Fault => one !== false);
}

function tooLong(given: readonly string[], field: string, name: string, most: number, longest: number): Fault[] {
  const held = lines(given);
  const long = held.find((line) => Array.from(line).length > longest);
  return [
    ...(held.length > most ? [{ field, told: `${name}最多 ${most} 条，现在有 ${held.length} 条` }] : []),
    ...(long === undefined ? [] : [{ field, told: `${name}每条最多 ${longest} 个字，“${long.slice(0, 10)}……”太长` }]),
  ];
}

/** Where in a record something is wrong, as keys and numbers from 0, and what. */
export type Report = (at: ReadonlyArray<string | number>, told: string) => void;

type Mapping = { readonly [key: string]: unknown };

/** A value as a file can have it; undefined for what says nothing. */
function plainOf(value: unknown): Plain | undefined {
  if (Array.isArray(value)) {
    const items = value.flatMap((one) => plainOf(one) ?? []);
    return items.length === 0 ? undefined : items;
  }
  if (isMapping(value)) {
    const held = Object.entries(value).flatMap(([key, one]) => {
      const plain = plainOf(one);
      return plain === undefined ? [] : [[key, plain] as const];
    });
    return held.length === 0 ? undefined : Object.fromEntries(held);
  }
  return value === null || value === undefined || value === "" ? undefined : typeof value === "number" ? value : String(value);
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

class Reader {
  constructor(private readonly report: Report) {}

  line(from: Mapping, key: string, at: ReadonlyArray<string | number>, most: number): string {
    const value = from[key];
    if (value === undefined || value === null || value === "") return "";
    const length = typeof value === "string" ? Array.from(value.trim()).length : 0;
    if (typeof value === "string" && length <= most) return value;
    this.report([...at, key], typeof value === "string" ? `${key} 最多 ${most} 个字，现在有 ${length} 个` : `${key} 要写一段文字`);
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

  /** In the files all is text: 45 and "45" are the same. NaN where it is no number between the two, or not a whole one. */
  number(from: Mapping, key: string, at: ReadonlyArray<string | number>, least: number, most: number, isWhole = true): number {
    const value = Number(from[key]);
    if (from[key] !== "" && value >= least && value <= most && (!isWhole || Number.isInteger(value))) return value;
    this.report([...at, key], `${key} 要写 ${least} 到 ${most} 之间的${isWhole ? "整数" : "数"}，用半角数字`);
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
    this.unknown(value, ["session", "type", "ref", "query", "most", "title", "minutes", "purpose", "text", "alternative_ref"], at);
    const type = String(value["type"] ?? "");
    const [ref, query, title] = [this.ref(value, "ref", at), this.line(value, "query", at, 200), this.line(value, "title", at, 200)];
    const most = value["most"] === undefined ? NaN : this.number(value, "most", at, 1, 20);
    const minutes = this.number(value, "minutes", at, 1, 2000);
    if (!TYPES.includes(type)) this.report([...at, "type"], `type 要从这些里选：${[...new Set(TYPES)].join("、")}`);
    else if (NEEDS_REF.includes(type) && ref === undefined && query === "") this.report(at, `${type}单元要写 ref（记录的编号）`);
    if (!TYPES.includes(type) || Number.isNaN(minutes)) return null;
    const [purpose, said] = [this.line(value, "purpose", at, 200), this.line(value, "text", at, 4000)];
    const alternative = this.ref(value, "alternative_ref", at);
    return {
      key: freshKey(),
      type: type as UnitType,
      minutes,
      ...(ref === undefined ? {} : { ref }),
      ...(query === "" ? {} : { query }),
      ...(Number.isNaN(most) ? {} : { most }),
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

  lock(from: Mapping): Lock | undefined {
    const value = from["lock"];
    if (value === undefined || value === null) return undefined;
    const [mark, on] = isMapping(value) ? [String(value["mark"] ?? ""), String(value["on"] ?? "")] : ["", ""];
    if (/^[0-9a-f]{8}$/.test(mark) && on !== "") return { mark, on };
    this.report(["lock"], "lock 要写 mark（内容版本，八位）和 on（日期），没有带进来");
    return undefined;
  }

  reading(from: Mapping): Reading[] {
    return this.list(from, "pre_reading", []).flatMap((value, place) => {
      const at = ["pre_reading", place];
      const one: Mapping = isMapping(value) ? value : { ref: value };
      this.unknown(one, ["ref", "note", "cite"], at);
      const [ref, note, cite] = [this.ref(one, "ref", at), this.line(one, "note", at, 200), plainOf(one["cite"])];
      return ref === undefined ? [] : [{ ref, ...(note === "" ? {} : { note }), ...(cite === undefined ? {} : { cite }) }];
    });
  }
}

const KNOWN = ["id", "title", "aliases", "summary", "themes", "keywords", "status", ...BEFORE, "audience", "hours", "objectives", "units", "pre_reading", "lock", "outputs", ...BEHIND];

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
    hours: record["hours"] === undefined ? 0 : read.number(record, "hours", [], 0, 200, false) || 0,
    objectives: read.lines(record, "objectives"),
    sessions: read.sessions(record),
    pre_reading: read.reading(record),
    outputs: read.lines(record, "outputs"),
    status: read.line(record, "status", [], 20) || DRAFT,
    lock: read.lock(record),
    rest: Object.fromEntries(
      [...BEFORE, ...BEHIND].flatMap((key) => {
        const held = plainOf(record[key]);
        return held === undefined ? [] : [[key, held] as const];
      }),
    ),
  };
}
