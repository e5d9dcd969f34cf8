// An outline as a Word document, in the words and the order of packs/word/: the two are held against each other by a test.

import {
  AlignmentType, BorderStyle, Bookmark, Document, ExternalHyperlink, Footer, Header, HeadingLevel, ImageRun, LevelFormat, LineRuleType, Packer, PageNumber, Paragraph as P, Table as T, TableCell, TableLayoutType, TableOfContents, TableRow,
  TextRun, WidthType, XmlAttributeComponent, XmlComponent, type IParagraphOptions,
} from "docx";

import { Footnotes } from "./citing";
import { drawn, type Drawing } from "./drawing";
import { answerLine, choicesOf, words, type Block, type Facts, type Items, type Outline, type Question, type Section, type Steps, type Table, type Text } from "./outline";
import { packed } from "./package";
import type { Parts } from "./parts";

/** The width of the text in twentieths of a point: A4 without margins of 28 and 26 mm. */
const FULL = 8845;
const ACCENT = "1C5F5A";
const QUIET = "595959";
/** So many blocks: a section of more begins on a page of its own. */
const OPENS = 8;
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const THICK = { style: BorderStyle.SINGLE, size: 12, color: "auto" } as const;
const HEAD = { style: BorderStyle.SINGLE, size: 6, color: "auto" } as const;
const THIN = { style: BorderStyle.SINGLE, size: 4, color: "8C8C8C" } as const;

/** Word takes the eastern one for Chinese characters, and reads what could be either (“ ” …) as Chinese. */
const face = (eastAsia: string, latin: string) => ({ ascii: latin, hAnsi: latin, cs: latin, eastAsia, hint: "eastAsia" }) as const;
const SONG = face("宋体", "Times New Roman");
const HEI = face("黑体", "Arial");

/** The document's bytes, the same for the same outline. */
export async function wordFile(outline: Outline): Promise<Uint8Array> {
  const steps = outline.sections.flatMap((section) => section.blocks).filter((block): block is Steps => block.kind === "steps");
  const drawings = new Map(await Promise.all(steps.map(async (one) => [one, await drawn(one)] as const)));
  const body = new Body(outline, drawings);
  const document = new Document({
    title: `${outline.title}（${outline.edition_label}）`,
    creator: outline.site,
    lastModifiedBy: outline.site,
    description: outline.summary,
    keywords: outline.keywords.join("，"),
    styles: STYLES,
    numbering: { config: [numbering("ordered", LevelFormat.DECIMAL, "%1."), numbering("bullets", LevelFormat.BULLET, "•")] },
    footnotes: body.footnotes,
    sections: [
      {
        properties: { titlePage: true, page: { size: { width: 11906, height: 16838 }, margin: { top: 1440, bottom: 1440, left: 1588, right: 1474 } } },
        headers: { default: new Header({ children: [new P({ style: "Header", children: [run(`${outline.title}　${outline.edition_label}`)] })] }) },
        footers: { default: new Footer({ children: [new P({ style: "Footer", children: [new TextRun({ children: ["— ", PageNumber.CURRENT, " —"] })] })] }) },
        children: body.children,
      },
    ],
  });
  // What Packer zips; it gives that away in no public way, and its archive would be undone at once.
  const compiler = Packer["compiler"] as { compile(document: Document): Parts };
  return packed(compiler.compile(document), outline.version.date);
}

function numbering(reference: string, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) {
  return { reference, levels: [{ level: 0, format, text, alignment: AlignmentType.START, style: { paragraph: { indent: { left: 480, hanging: 240 } }, run: { font: face("宋体", "Arial") } } }] };
}

const framed = (color: string, fill: string) => ({
  indent: { left: 170 },
  border: { left: { style: BorderStyle.SINGLE, size: 24, space: 6, color } },
  shading: { fill, color: "auto", type: "clear" } as const,
});
const half = { line: 360, lineRule: LineRuleType.AUTO } as const;
const tight = { line: 300, lineRule: LineRuleType.AUTO } as const;
const indented = { firstLine: 480, firstLineChars: 200 } as const;
const style = (id: string, name: string, font: typeof SONG, size: number, paragraph: object, run: object = {}) => ({ id, name, basedOn: "Normal", quickFormat: true, run: { font, size, ...run }, paragraph });

const STYLES = {
  default: {
    document: { run: { font: SONG, size: 24, language: { value: "zh-CN", eastAsia: "zh-CN" } }, paragraph: { spacing: half } },
    title: { run: { font: HEI, size: 52 }, paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 900, after: 240 } } },
    heading1: { run: { font: HEI, size: 36, color: ACCENT }, paragraph: { keepNext: true, spacing: { before: 480, after: 160 } } },
    heading2: { run: { font: HEI, size: 30 }, paragraph: { keepNext: true, spacing: { before: 320, after: 120 } } },
    heading3: { run: { font: HEI, size: 24 }, paragraph: { keepNext: true, spacing: { before: 240, after: 80 } } },
    footnoteText: { run: { font: SONG, size: 18 }, paragraph: { spacing: { line: 240, lineRule: LineRuleType.AUTO } } },
    footnoteReference: { run: { font: SONG, superScript: true } },
    hyperlink: { run: { color: ACCENT, underline: {} } },
  },
  // Named by the library, and made by nobody.
  characterStyles: [
    { id: "DefaultParagraphFont", name: "Default Paragraph Font" },
    { id: "IndexLink", name: "Index Link" },
  ],
  paragraphStyles: [
    style("BodyText", "正文首行缩进", SONG, 24, { indent: indented, alignment: AlignmentType.BOTH }),
    style("Subtitle", "副标题", HEI, 28, { alignment: AlignmentType.CENTER }, { color: ACCENT }),
    style("Lead", "导语", SONG, 24, { ...framed(ACCENT, "F4F8F8"), alignment: AlignmentType.BOTH, spacing: { ...half, before: 120, after: 120 } }),
    style("Notice", "提醒", SONG, 24, { ...framed("B35900", "FDF5EC"), spacing: { ...half, before: 120, after: 120 } }),
    style("Answer", "参考答案", SONG, 21, { ...framed(ACCENT, "F4F8F8"), alignment: AlignmentType.BOTH, spacing: tight }),
    style("Remark", "附注", SONG, 21, { indent: { firstLine: 420, firstLineChars: 200 }, alignment: AlignmentType.BOTH, spacing: tight }, { color: QUIET }),
    style("Question", "题目", SONG, 24, { keepNext: true, spacing: { ...half, before: 120 } }),
    style("Option", "选项", SONG, 24, { indent: { left: 480 } }),
    style("StepName", "步骤名称", HEI, 24, { keepNext: true, spacing: { ...half, before: 60 } }),
    style("ListItem", "列表", SONG, 24, { alignment: AlignmentType.BOTH }),
    style("WritingLine", "书写线", SONG, 24, { spacing: { before: 120, line: 480, lineRule: LineRuleType.EXACT } }),
    style("Picture", "图", SONG, 24, { keepNext: true, alignment: AlignmentType.CENTER, spacing: { before: 120, after: 120 } }),
    style("Cell", "表格文字", SONG, 21, { spacing: { line: 240, lineRule: LineRuleType.AUTO } }),
    style("CellName", "表头", HEI, 21, { keepNext: true, spacing: { line: 240, lineRule: LineRuleType.AUTO } }),
    style("Reference", "参考文献", SONG, 21, { indent: { left: 420, hanging: 420 }, spacing: tight }),
    style("TOCHeading", "目录标题", HEI, 30, { spacing: { before: 480, after: 120 } }),
    style("TOC1", "toc 1", SONG, 24, { spacing: tight, tabStops: [{ type: "right", leader: "dot", position: FULL }] }),
    style("Header", "页眉", SONG, 18, { border: { bottom: { ...THIN, space: 1 } } }, { color: QUIET }),
    style("Footer", "页脚", SONG, 18, { alignment: AlignmentType.CENTER }),
  ],
};

class MarkAttributes extends XmlAttributeComponent<{ custom: string; id: string }> {
  protected override readonly xmlKeys = { custom: "w:customMarkFollows", id: "w:id" };
}
/** A footnote whose mark is written behind it: the numbers are those of the reference list. */
class Mark extends XmlComponent {
  constructor(id: number) {
    super("w:footnoteReference");
    this.root.push(new MarkAttributes({ custom: "1", id: String(id) }));
  }
}

function run(text: string, strong = false): TextRun {
  return new TextRun({ text, bold: strong || undefined });
}

type Inline = TextRun | ExternalHyperlink | Bookmark;

class Body {
  readonly children: Array<P | T | TableOfContents> = [];
  readonly footnotes: Record<string, { children: P[] }> = {};
  private readonly notes: Footnotes;
  private lists = 0;
  private marks = 0;

  constructor(
    outline: Outline,
    private readonly drawings: ReadonlyMap<Steps, Drawing | null>,
  ) {
    this.notes = new Footnotes(outline.references);
    const sections = outline.sections.filter((one) => one.kind !== "break");
    const titles = [...sections.map((one) => one.title), ...(outline.references.length > 0 ? ["参考文献"] : [])];
    this.say("Subtitle", outline.site);
    this.children.push(new P({ heading: HeadingLevel.TITLE, children: [run(outline.title)] }));
    this.say("Subtitle", outline.edition_label);
    this.say("TOCHeading", "目录");
    this.say("Remark", "页码空着时，在目录上点右键，选“更新域”。");
    const cachedEntries = titles.map((title, at) => ({ title, level: 1, href: bookmark(at + 1) }));
    this.children.push(new TableOfContents("目录", { hyperlink: true, headingStyleRange: "1-1", cachedEntries, beginDirty: false }));
    for (const section of sections) this.section(section);
    if (outline.references.length === 0) return;
    this.sectionHeading("参考文献", false);
    for (const one of outline.references) this.say("Reference", `[${one.no}] ${one.text}`);
  }

  private section(section: Section): void {
    this.notes.beginSection();
    this.sectionHeading(section.title, section.kind === "about" || section.blocks.length > OPENS);
    section.blocks.forEach((block, at) => this.block(block, section.blocks[at + 1]?.kind === "lines"));
  }

  private sectionHeading(title: string, opens: boolean): void {
    this.marks += 1;
    this.children.push(new P({ heading: HeadingLevel.HEADING_1, pageBreakBefore: opens, children: [new Bookmark({ id: bookmark(this.marks), children: [run(title)] })] }));
  }

  /** A paragraph of a style, with plain words. */
  private say(style: string, text: string): void {
    this.children.push(new P({ style, children: text === "" ? [] : [run(text)] }));
  }

  /** Words with their marks and their footnote; `label` stands out in front. */
  private inline(text: Text, label = ""): Inline[] {
    const found: Inline[] = label === "" ? [] : [run(label, true)];
    for (const one of text.runs) {
      if (one.href === "") found.push(run(one.text, one.strong));
      else found.push(new ExternalHyperlink({ link: one.href, children: [new TextRun({ text: one.text, style: "Hyperlink" })] }));
    }
    const citation = this.notes.cite(text.cites);
    if (citation === null) return found;
    if (citation.note !== "") {
      const number = Object.keys(this.footnotes).length + 1;
      this.footnotes[String(number)] = { children: [new P({ style: "FootnoteText", children: [run(citation.note)] })] };
      found.push(new TextRun({ style: "FootnoteReference", children: [new Mark(number)] }));
    }
    found.push(new TextRun({ style: "FootnoteReference", text: citation.mark }));
    return found;
  }

  private p(style: string, text: Text, label = "", more: IParagraphOptions = {}): void {
    this.children.push(new P({ style, ...more, children: this.inline(text, label) }));
  }

  /** `hasRoom`: lines to write on come next, and stay with it. */
  private block(block: Block, hasRoom: boolean): void {
    switch (block.kind) {
      case "heading":
        this.children.push(new P({ heading: block.level === 1 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_3, children: [run(block.text)] }));
        break;
      case "paragraph":
        this.p({ body: "BodyText", lead: "Lead", notice: "Notice", note: "Remark" }[block.look], block.text, "", kept(hasRoom));
        break;
      case "items":
        this.items(block);
        break;
      case "facts":
        this.facts(block);
        break;
      case "table":
        this.table(block);
        break;
      case "steps":
        this.steps(block);
        break;
      case "question":
        this.question(block, hasRoom);
        break;
      case "lines":
        for (let left = block.count; left > 0; left--) this.children.push(new P({ style: "WritingLine", ...kept(left > 1), border: { bottom: { ...THIN, space: 1 } } }));
        break;
      case "picture": // a page opened from a folder may not read the bytes of a picture
    }
  }

  private items(items: Items): void {
    this.lists += 1;
    for (const item of items.items) this.p("ListItem", item, "", { numbering: { reference: items.ordered ? "ordered" : "bullets", level: 0, instance: this.lists } });
  }

  private facts(facts: Facts): void {
    if (facts.rows.length === 0) return;
    const rows = facts.rows.map(([name, value]) => [new P({ style: "CellName", children: [run(name)] }), new P({ style: "Cell", children: this.inline(value) })]);
    this.children.push(grid(rows, [18, 82], false), new P({ style: "Cell" }));
  }

  /** Three lines (三线表): above, below the head, below; the head again on every page. */
  private table(table: Table): void {
    const side = (column: number) => (table.right.includes(column) ? { alignment: AlignmentType.RIGHT } : {});
    const head = table.head.map((name, column) => new P({ style: "CellName", ...side(column), children: [run(name)] }));
    const rows = table.rows.map((row) => row.map((text, column) => new P({ style: "Cell", ...side(column), children: this.inline(text) })));
    this.children.push(grid([head, ...rows], table.widths, true), new P({ style: "Cell" }));
  }

  private steps(steps: Steps): void {
    const drawing = this.drawings.get(steps) ?? null;
    if (drawing !== null) {
      const [width, height] = [drawing.width, drawing.height].map((points) => (points * 4) / 3) as [number, number];
      const altText = { name: steps.title, description: steps.summary };
      this.children.push(new P({ style: "Picture", children: [new ImageRun({ type: "png", data: drawing.png, transformation: { width, height }, altText })] }));
    }
    for (const step of steps.items) {
      this.say("StepName", `${step.no}．${step.name}${step.stage}`);
      for (const how of step.how) this.p("BodyText", how);
      for (const [name, value] of step.facts) this.p("Option", words(value), `${name}　`);
    }
    if (steps.missing !== "") this.say("Remark", steps.missing);
  }

  private question(question: Question, hasRoom: boolean): void {
    const kind = question.type === "思考" ? "" : `（${question.type}）`;
    const { stem, answer } = question;
    const choices = choicesOf(question);
    const goesOn = answer !== null || hasRoom;
    stem.forEach((text, at) => this.p(at === 0 ? "Question" : "BodyText", text, at === 0 ? `${question.no}．${kind}` : "", kept(at < stem.length - 1 || choices.length > 0 || goesOn)));
    choices.forEach((choice, at) => this.p("Option", words(choice), "", kept(at < choices.length - 1 || goesOn)));
    question.hint.forEach((text, at) => this.p("Answer", text, at === 0 ? "参考思路　" : ""));
    if (answer === null) return;
    this.children.push(new P({ style: "Answer", ...kept(answer.explanation.length > 0), children: [run(`答案：${answerLine(question)}`, true)] }));
    for (const text of answer.explanation) this.p("Answer", text);
  }
}

/** On one page with what comes next. */
function kept(isKept: boolean): IParagraphOptions {
  return isKept ? { keepNext: true } : {};
}

function bookmark(number: number): string {
  return `_Toc${String(number).padStart(6, "0")}`;
}

function grid(rows: ReadonlyArray<readonly P[]>, shares: readonly number[], isRuled: boolean): T {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => Math.round((FULL * share) / whole));
  // A cell's own lines go before the table's: the thick ones are those of the first and the last row. The others say nothing of
  // their own, for that is most of what a long document is made of.
  const last = rows.length - 1;
  const cell = (paragraph: P, column: number, row: number): TableCell =>
    new TableCell({
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      ...(column === 0 ? { margins: { left: 0 } } : {}),
      ...(isRuled && (row === 0 || row === last) ? { borders: { ...(row === 0 ? { top: THICK } : {}), bottom: row === last ? THICK : HEAD } } : {}),
      children: [paragraph],
    });
  const outer = isRuled ? THICK : NONE;
  return new T({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
    borders: { top: outer, bottom: outer, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE },
    rows: rows.map((row, at) => new TableRow({ cantSplit: true, ...(isRuled && at === 0 ? { tableHeader: true } : {}), children: row.map((paragraph, column) => cell(paragraph, column, at)) })),
  });
}
