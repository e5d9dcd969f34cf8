// What a record says of other records, held against what is known of them: the verdicts of link/.

import { isCited, type Known } from "./known";
import type { Regions } from "./regions";
import { happened } from "./rules";
import { narrow } from "./shape";
import { leavesOf, partsIn, textIn, textsIn, type Concept, type Finding, type FormData, type Leaf, type Loc, type Part } from "./shapes";

export interface Around {
  readonly data: FormData;
  readonly known: Known;
  /** Null as long as the register is not there. */
  readonly regions: Regions | null;
  /** Whether content/media has that picture. */
  readonly hasPicture: (file: string) => Promise<boolean>;
}

const UNIT_KIND: Readonly<Record<string, string>> = { 案例: "case", 工作法: "method", 政策: "policy", 教学说明: "note" };
const NO_LINK = ["theme", "setting", "source"];

export async function checkLinks(around: Around, kind: string, part: Part): Promise<Finding[]> {
  const links = new Links(around, kind, part);
  const found = await Promise.all([
    links.id(),
    links.oldIds(),
    links.names(),
    links.references(),
    links.citations(),
    links.procedure(),
    links.units(),
    links.successor(),
    links.pictures(),
    links.looseEnds(),
  ]);
  return found.flat();
}

const told = (code: string, at: Loc, values: Record<string, string> = {}): Finding => ({ code, at, values });

class Links {
  private readonly me: string;
  private readonly leaves: readonly Leaf[];

  constructor(
    private readonly around: Around,
    private readonly kind: string,
    private readonly part: Part,
  ) {
    this.me = textIn(part, "id");
    this.leaves = leavesOf(around.data, around.data.kinds[kind]?.model ?? "", part);
  }

  private pathOf(kind: string, id: string): string {
    return `content/${this.around.data.kinds[kind]?.folder ?? kind}/${id}.yaml`;
  }

  private labelOf(kinds: readonly string[]): string {
    return kinds.length < 4 ? [...new Set(kinds.map((kind) => this.around.data.labels[kind] ?? kind))].join("、") : "记录";
  }

  async id(): Promise<Finding[]> {
    if (this.me === "") return [];
    const other = await this.around.known.record(this.me);
    if (other != null) return [told("CB405", ["id"], { id: this.me, other: this.pathOf(other.kind, this.me) })];
    const heir = await this.around.known.heir(this.me);
    return heir === null ? [] : [told("CB407", ["id"], { id: this.me, other: this.pathOf(...heir) })];
  }

  async oldIds(): Promise<Finding[]> {
    const found = textsIn(this.part, "redirect_from").map(async (old, index) => {
      const owner = await this.around.known.record(old);
      const claimed = owner == null ? await this.around.known.heir(old) : ([owner.kind, owner.id] as const);
      return claimed === null ? [] : [told("CB407", ["redirect_from", index], { id: old, other: this.pathOf(...claimed) })];
    });
    return (await Promise.all(found)).flat();
  }

  /** A title must be unique within its kind, an alias everywhere; documents of different regions may share both. */
  async names(): Promise<Finding[]> {
    const region = this.kind === "policy" ? textIn(this.part, "region") : "";
    const own = [textIn(this.part, "title"), ...textsIn(this.part, "aliases")];
    const found = own.map(async (name, index) => {
      if (name === "") return [];
      const others = (await this.around.known.named(name)).filter((one) => one.id !== this.me);
      const other =
        others.find((one) => one.kind === this.kind && one.region === region) ??
        others.find((one) => (index > 0 || one.isAlias) && !(one.kind === "policy" && this.kind === "policy"));
      if (other === undefined) return [];
      const values = { name: name.replace(/^[“”‘’《》'"]+|[“”‘’《》'"]+$/g, ""), other: this.pathOf(other.kind, other.id), title: other.title };
      return [told("CB406", index === 0 ? ["title"] : ["aliases", index - 1], values)];
    });
    return (await Promise.all(found)).flat();
  }

  async references(): Promise<Finding[]> {
    const found = this.leaves.map(async (leaf) => {
      if (leaf.shape.type !== "ref") return [];
      const at = leaf.at;
      const { kinds } = leaf.shape;
      if (leaf.value === this.me && kinds.includes(this.kind)) return [told("CB417", at)];
      return kinds.includes("region") ? this.region(leaf.value, at) : this.reference(leaf.value, kinds, at);
    });
    return (await Promise.all(found)).flat();
  }

  private async reference(id: string, kinds: readonly string[], at: Loc): Promise<Finding[]> {
    const concept = kinds.map((kind) => this.conceptOf(kind, id)).find((one) => one !== undefined);
    if (concept !== undefined) return this.ended(concept, at);
    const record = await this.around.known.record(id);
    if (record === undefined) return [];
    const label = this.labelOf(kinds);
    if (record === null) return [told("CB401", at, { id, label, suggestion: await this.suggestion(id) })];
    if (!kinds.includes(record.kind)) return [told("CB402", at, { id, got: this.labelOf([record.kind]), label })];
    return record.withdrawn ? [told("CB414", at, { id, title: record.title })] : [];
  }

  private conceptOf(kind: string, id: string): Concept | undefined {
    return this.around.data.concepts[kind]?.find((one) => one[0] === id);
  }

  private async suggestion(id: string): Promise<string> {
    const heir = await this.around.known.heir(id);
    const record = heir === null ? null : await this.around.known.record(heir[1]);
    return record == null ? "先建立这条记录，或删去这个链接" : `是不是：${record.id}（${record.title}）`;
  }

  private ended([id, label, , year, successor]: Concept, at: Loc): Finding[] {
    if (year === "") return [];
    return [told("CB412", at, { value: `${id}（${label}）`, year, suggestion: successor === "" ? "核对是不是要换一个" : `现在用 ${successor}` })];
  }

  private async region(text: string, at: Loc): Promise<Finding[]> {
    const place = this.conceptOf("place", text);
    if (place !== undefined) return this.ended(place, at);
    const { regions } = this.around;
    if (regions === null || regions.names.has(text)) return [];
    const row = await regions.endedAt(text);
    if (row === null) return [told("CB410", at, { value: text, suggestion: "写六位区划代码或省市县全名" })];
    const heirs = row.heirs.map((code) => `${code}（${regions.fullName(code)}）`).join("、");
    const suggestion = heirs === "" ? "核对是不是要用现在的区划" : `现在是 ${heirs}；记的是当时的事可以不改`;
    return [told("CB412", at, { value: `${text}（${row.name}）`, year: row.year, suggestion })];
  }

  async citations(): Promise<Finding[]> {
    const found = this.leaves.map(async (leaf) => {
      if (leaf.shape.type !== "cite") return [];
      const [source = "", ...rest] = narrow(leaf.value).split(" ");
      const locator = rest.join(" ");
      const record = await this.around.known.record(source);
      if (record?.kind !== "source" || record.locators.includes(locator)) return [];
      const hint = record.locators.slice(0, 6).join("、");
      return [told("CB404", leaf.at, { source, locator, suggestion: hint === "" ? "先在来源记录的 sections 里列出各节" : `有的节号：${hint}` })];
    });
    return (await Promise.all(found)).flat();
  }

  async procedure(): Promise<Finding[]> {
    if (this.kind !== "case") return [];
    const found = partsIn(this.part, "procedure").map(async (item, index) => {
      const method = await this.around.known.record(textIn(item, "method"));
      if (method?.kind !== "method") return [];
      const [no, stage] = [textIn(item, "step_no"), textIn(item, "stage")];
      const findings: Finding[] = [];
      if (no !== "" && !method.steps.includes(Number(no))) {
        findings.push(told("CB403", ["procedure", index, "step_no"], { method: method.title, no: String(Number(no)), count: String(method.steps.length) }));
      }
      if (method.onPaper !== "" && (stage === "" || happened(stage))) {
        findings.push(told("CB419", ["procedure", index], { title: method.title, stage: method.onPaper }));
      }
      return findings;
    });
    return (await Promise.all(found)).flat();
  }

  async units(): Promise<Finding[]> {
    if (this.kind !== "pack") return [];
    const found = partsIn(this.part, "units").flatMap((unit, index) =>
      ["ref", "alternative_ref"].map(async (name) => {
        const [type, id] = [textIn(unit, "type"), textIn(unit, name)];
        const wanted = UNIT_KIND[type];
        const record = wanted === undefined || id === "" ? null : await this.around.known.record(id);
        return record == null || record.kind === wanted ? [] : [told("CB415", ["units", index, name], { type, id, got: this.labelOf([record.kind]) })];
      }),
    );
    return (await Promise.all(found)).flat();
  }

  async successor(): Promise<Finding[]> {
    const id = textIn(this.part, "superseded_by");
    const record = id === "" ? null : await this.around.known.record(id);
    if (record == null || record.kind === this.kind) return [];
    return [told("CB413", ["superseded_by"], { label: this.labelOf([this.kind]), id, got: this.labelOf([record.kind]) })];
  }

  async pictures(): Promise<Finding[]> {
    if (this.kind !== "case") return [];
    const found = partsIn(this.part, "media").map(async (one, index) => {
      const file = textIn(one, "file");
      return file === "" || (await this.around.hasPicture(file)) ? [] : [told("CB418", ["media", index, "file"], { file })];
    });
    return (await Promise.all(found)).flat();
  }

  /** A record that stands alone, a source that nothing cites; what else is written at the same time counts. */
  async looseEnds(): Promise<Finding[]> {
    if (this.me === "") return [];
    const { drafts } = this.around.known;
    if (this.kind === "source") return isCited(this.me, drafts) ? [] : [told("CB416", ["id"])];
    const points = this.leaves.some(({ shape }) => shape.type === "ref" && !shape.kinds.includes("region") && !(shape.kinds.length === 1 && NO_LINK.includes(shape.kinds[0] ?? "")));
    const named = drafts.some(({ kind, part }) =>
      leavesOf(this.around.data, this.around.data.kinds[kind]?.model ?? "", part).some((leaf) => leaf.shape.type === "ref" && leaf.value === this.me),
    );
    return points || named ? [] : [told("CB409", ["id"])];
  }
}
