// A pack and the parts of its records → the outline of one edition, as packs/compose.py makes it: what is decided there is decided
// here, and tests/site/test_course_documents.py holds the two against each other.

import { crc32 } from "../compare/data";
import { texts, words, type Block, type Edition, type Outline, type Paragraph, type Part, type Reference, type Section, type Side, type Slide, type Table, type Text, type Unit, type Version } from "./outline";
import { paragraphs } from "./prose";

/** Of the record of a pack, model/pack.py, what its documents are made from. */
export interface PackUnit {
  readonly session?: string | undefined;
  readonly type: string;
  readonly ref?: string | undefined;
  readonly query?: string | undefined;
  readonly most?: number | undefined;
  readonly title?: string | undefined;
  readonly minutes: number;
  readonly purpose?: string | undefined;
  readonly text?: string | undefined;
  readonly alternative_ref?: string | undefined;
}

export interface Pack {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly keywords: readonly string[];
  readonly audience: readonly string[];
  readonly hours: number;
  readonly objectives: readonly string[];
  readonly units: readonly PackUnit[];
  readonly pre_reading: ReadonlyArray<{ readonly ref: string; readonly note?: string }>;
  readonly outputs: readonly string[];
}

const LINES = 6;
/** As in model/pack.py. */
export const MINUTES_ROUNDED = 0.5;
const QUIZ = "测验";
const DISCUSSION = "讨论";
const LABEL: Readonly<Record<Edition, string>> = { student: "学员版", teacher: "教师版" };

const paragraph = (text: Text, look: Paragraph["look"] = "body"): Block => ({ text, look, kind: "paragraph" });
const notice = (text: string): Block => paragraph(words(text), "notice");
const heading = (text: string, level = 1): Block => ({ text, level, kind: "heading" });
/** A record under a heading of its own, those of its parts one lower. */
const titled = (part: Part, blocks: readonly Block[]): Block[] => [
  heading(`${part.label}：${part.title}`),
  ...blocks.map((one) => (one.kind === "heading" ? { ...one, level: one.level + 1 } : one)),
];
const missing = (ref: string): Block => notice(`编号为 ${ref} 的记录不在库里，没有印出。`);
const isGone = (part: Part): boolean => part.notices.length > 0 && part.student.blocks.length === 0;

function slide(title: string, more: Partial<Slide> = {}): Slide {
  return { title, subtitle: "", points: [], first: 0, facts: [], table: null, chart: null, speaker: [], look: "plain", ...more };
}

function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** '3 小时 30 分钟' for 210. */
export function duration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} 小时` : "", rest > 0 || hours === 0 ? `${rest} 分钟` : ""].filter((one) => one !== "").join(" ");
}

/** Ids of all that a pack names; the companions of their parts come besides. */
export function namedIn(pack: Pack): string[] {
  return [...new Set([...pack.units.flatMap((unit) => [unit.ref, unit.alternative_ref]), ...pack.pre_reading.map((link) => link.ref)])].filter((id): id is string => id !== undefined);
}

/** The outline from parts alone. `site` is the site's name, `url` its address, ending in '/', or ''. */
export function compose(pack: Pack, parts: ReadonlyMap<string, Part>, edition: Edition, site: string, url: string): Outline {
  const hand = new Hand(pack, parts, edition, url);
  const units = hand.units();
  const minutes = units.reduce((sum, unit) => sum + unit.minutes, 0);
  const version = versionOf([...parts.keys()].sort().map((id) => parts.get(id) as Part));
  const sections = [
    hand.about(units, minutes, version),
    hand.agenda(units, minutes),
    ...hand.reading(),
    ...units.map((unit, at) => hand.section(unit, pack.units[at] as PackUnit)),
    ...hand.outputs(),
  ];
  return {
    id: pack.id,
    title: pack.title,
    edition,
    edition_label: LABEL[edition],
    site,
    url: url === "" || pack.id === "" ? "" : `${url}packs/${pack.id}.html`,
    summary: pack.summary,
    keywords: pack.keywords,
    minutes,
    units,
    sections,
    references: referencesOf(sections, parts),
    version,
  };
}

class Hand {
  constructor(
    private readonly pack: Pack,
    private readonly parts: ReadonlyMap<string, Part>,
    private readonly edition: Edition,
    private readonly url: string,
  ) {}

  private get isTeacher(): boolean {
    return this.edition === "teacher";
  }

  private side(part: Part): Side {
    if (this.isTeacher) return part.teacher ?? part.student;
    return { ...part.student, slides: part.student.slides.map((one) => ({ ...one, speaker: [] })) };
  }

  about(units: readonly Unit[], minutes: number, version: Version): Section {
    const { pack } = this;
    const blocks: Block[] = [
      ...(this.isTeacher ? [notice("本教师版含参考思路、课堂计划和测验答案，请不要发给学员。")] : []),
      { rows: [...(pack.audience.length > 0 ? [["适用对象", words(pack.audience.join("、"))] as const] : []), ["时长", words(duration(minutes))], ["单元", words(`${units.length} 个`)]], kind: "facts" },
      // A course in the making may not have these yet; a record always does.
      ...(pack.summary === "" ? [] : [paragraph(words(pack.summary), "lead")]),
      ...(pack.objectives.length === 0 ? [] : [heading("教学目标"), { items: pack.objectives.map((one) => words(one)), ordered: true, kind: "items" as const }]),
      paragraph(words(version.line), "note"),
    ];
    return { id: "about", kind: "about", title: "课程说明", blocks, slides: pack.objectives.length === 0 ? [] : [slide("教学目标", { points: pack.objectives, first: 1 })] };
  }

  agenda(units: readonly Unit[], minutes: number): Section {
    const whole = { id: "agenda", kind: "agenda" as const, title: "日程", slides: [] };
    if (units.length === 0) return { ...whole, blocks: [notice("还没有排进单元。")] };
    const blocks: Block[] = [];
    for (const [session, held] of this.sessions(units)) {
      const rows = held.map((unit) => [words(`${unit.begin}—${unit.until}`), words(String(unit.minutes)), words(unit.type), this.entry(unit)]);
      if (session !== "") blocks.push(heading(`${session}（${duration(held.reduce((sum, unit) => sum + unit.minutes, 0))}）`));
      blocks.push({ caption: "日程", head: ["时间", "分钟", "类型", "内容"], rows, widths: [18, 9, 13, 60], right: [1], kind: "table" } satisfies Table);
    }
    blocks.push(paragraph(words(`合计 ${minutes} 分钟（${duration(minutes)}）。`)));
    const wanted = this.pack.hours * 60;
    if (Math.abs(wanted - minutes) > MINUTES_ROUNDED) blocks.push(notice(`各单元合计 ${minutes} 分钟，课程包写的是 ${wanted} 分钟，上课前请调整。`));
    return { ...whole, blocks };
  }

  private sessions(units: readonly Unit[]): Array<readonly [string, Unit[]]> {
    const sessions: Array<readonly [string, Unit[]]> = [];
    units.forEach((unit, at) => {
      const session = this.pack.units[at]?.session ?? "";
      if (session !== "" || sessions.length === 0) sessions.push([session, []]);
      sessions[sessions.length - 1]?.[1].push(unit);
    });
    return sessions;
  }

  private entry(unit: Unit): Text {
    const runs = [
      { text: unit.title, strong: true, href: "" },
      { text: unit.purpose === "" ? "" : `　${unit.purpose}`, strong: false, href: "" },
      { text: unit.alternative === "" ? "" : `　可换成：${unit.alternative}`, strong: false, href: "" },
    ];
    return { runs: runs.filter((run) => run.text !== ""), cites: [] };
  }

  reading(): Section[] {
    const blocks: Block[] = [];
    for (const link of this.pack.pre_reading) {
      const part = this.parts.get(link.ref);
      if (part === undefined) {
        blocks.push(missing(link.ref));
        continue;
      }
      blocks.push(heading(`${part.title}（${part.label}）`), ...part.notices);
      if (link.note !== undefined) blocks.push(paragraph(words(link.note), "note"));
      if (!isGone(part)) blocks.push(paragraph(words(part.summary)));
      const href = this.url + part.page;
      if (this.url !== "") blocks.push(paragraph({ runs: [{ text: "网页：", strong: false, href: "" }, { text: href, strong: false, href }], cites: [] }, "note"));
    }
    return blocks.length === 0 ? [] : [{ id: "reading", kind: "reading", title: "课前阅读", blocks, slides: [] }];
  }

  outputs(): Section[] {
    const { outputs } = this.pack;
    if (outputs.length === 0) return [];
    const blocks: Block[] = [{ items: outputs.map((one) => words(one)), ordered: true, kind: "items" }];
    return [{ id: "outputs", kind: "outputs", title: "学员产出", blocks, slides: [slide("学员产出", { points: outputs, first: 1 })] }];
  }

  units(): Unit[] {
    let spent = 0;
    return this.pack.units.map((unit, at) => {
      const part = this.parts.get(unit.ref ?? "");
      const other = this.parts.get(unit.alternative_ref ?? "");
      const begin = spent;
      spent += unit.minutes;
      return {
        no: at + 1,
        type: unit.type,
        title: unit.title ?? (unit.type === QUIZ ? undefined : part?.title) ?? unit.type,
        minutes: unit.minutes,
        begin: clock(begin),
        until: clock(spent),
        purpose: unit.purpose ?? "",
        section: `unit-${at + 1}`,
        alternative: other !== undefined && this.isTeacher ? `《${other.title}》（${other.label}）` : "",
      };
    });
  }

  section(unit: Unit, given: PackUnit): Section {
    const title = `第${unit.no}单元　${unit.title}`;
    if (given.type === "休息") return { id: unit.section, kind: "break", title, blocks: [], slides: [slide(unit.title, { subtitle: `${unit.minutes} 分钟`, look: "break" })] };
    const told = given.text === undefined ? [] : paragraphs(given.text);
    const shown = this.isTeacher || given.type === DISCUSSION ? told : [];
    const [blocks, slides] = this.ofRecord(unit, given);
    const rows: Array<readonly [string, Text]> = [["单元类型", words(unit.type)], ["时间", words(`${unit.begin}—${unit.until}，${unit.minutes} 分钟`)]];
    if (unit.purpose !== "") rows.push(["目的", words(unit.purpose)]);
    if (unit.alternative !== "") rows.push(["可换成", words(unit.alternative)]);
    const speaker = this.isTeacher ? [...(unit.purpose === "" ? [] : [words(unit.purpose)]), ...told] : [];
    const opening = slide(unit.title, { subtitle: `第${unit.no}单元　${unit.type}　${unit.minutes} 分钟`, speaker, look: "unit" });
    return { id: unit.section, kind: "unit", title, blocks: [{ rows, kind: "facts" }, ...shown.map((one) => paragraph(one)), ...blocks], slides: [opening, ...slides] };
  }

  private ofRecord(unit: Unit, given: PackUnit): readonly [readonly Block[], readonly Slide[]] {
    if (given.ref === undefined) return [given.type === DISCUSSION && !this.isTeacher ? [{ count: LINES, kind: "lines" }] : [], []];
    const part = this.parts.get(given.ref);
    if (part === undefined) return [[missing(given.ref)], []];
    const side = this.side(part);
    if (given.type === QUIZ) {
      const blocks = side.quiz.length > 0 ? side.quiz : [notice("这份教学说明里没有测验题。")];
      return [[...part.notices, ...blocks], side.quiz_slides];
    }
    const before = this.firstUnitOf(part.id, unit.no);
    return before > 0 ? [[paragraph(words(`内容见第${before}单元。`))], []] : this.withCompanion(part, side);
  }

  private withCompanion(part: Part, side: Side): readonly [readonly Block[], readonly Slide[]] {
    const own = [...part.notices, ...side.blocks];
    const other = this.parts.get(part.companion);
    if (part.kind === "case" && part.companion === "" && this.isTeacher && !isGone(part)) {
      return [[...own, notice("这个案例还没有教学说明，讨论题请教师自备。")], side.slides];
    }
    if (other === undefined || this.firstUnitOf(other.id, this.pack.units.length + 1) > 0) return [own, side.slides];
    const more = this.side(other);
    const brought = [...other.notices, ...more.blocks];
    if (part.kind === "note") return [[...titled(other, brought), ...titled(part, own)], [...more.slides, ...side.slides]];
    return [[...own, ...titled(other, brought)], [...side.slides, ...more.slides]];
  }

  private firstUnitOf(id: string, before: number): number {
    return this.pack.units.slice(0, before - 1).findIndex((unit) => unit.ref === id && unit.type !== QUIZ) + 1;
  }
}

function referencesOf(sections: readonly Section[], parts: ReadonlyMap<string, Part>): Reference[] {
  const known = new Map([...parts.values()].flatMap((part) => Object.entries(part.sources)));
  const cited = new Set([...texts(sections)].flatMap((text) => text.cites.map((cite) => cite.split(" ", 1)[0] as string)));
  return [...cited].map((source, at) => ({ no: at + 1, source, text: known.get(source) ?? source }));
}

function versionOf(used: readonly Part[]): Version {
  const mark = crc32(used.map((part) => `${part.id} ${part.mark}\n`).join("")).toString(16).padStart(8, "0");
  const date = used.reduce((latest, part) => (part.date > latest ? part.date : latest), "");
  const dated = date === "" ? "" : `，记录和来源的最新日期 ${date}`;
  return { mark, date, line: `内容版本 ${mark}${dated}。版本不变，印出来的就一样。` };
}
