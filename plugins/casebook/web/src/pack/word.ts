// An outline as a Word document.

import {
  AlignmentType, BorderStyle, Document, Footer, FootnoteReferenceRun, HeadingLevel, LevelFormat, Packer, PageBreak, PageNumber, Paragraph as P, ShadingType, Table as T, TableCell, TableOfContents,
  TableRow, TextRun, WidthType, type IParagraphOptions, type IRunOptions,
} from "docx";

import { Footnotes } from "./citing";
import { answerLine, LETTERS, words, type Block, type Outline, type Question, type Steps, type Table, type Text } from "./outline";
import { repacked } from "./package";

/** What every reader's machine has, by name: Word takes the eastern one for Chinese characters, the other for Latin ones. */
const SONG = { ascii: "Times New Roman", hAnsi: "Times New Roman", cs: "Times New Roman", eastAsia: "宋体", hint: "eastAsia" } as const;
const HEI = { ascii: "Arial", hAnsi: "Arial", cs: "Arial", eastAsia: "黑体", hint: "eastAsia" } as const;
const FULL = 9070; // the width between the margins, in twentieths of a point
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const THICK = { style: BorderStyle.SINGLE, size: 12, color: "auto" } as const;
const THIN = { style: BorderStyle.SINGLE, size: 6, color: "auto" } as const;

/** The document's bytes, the same for the same outline. */
export async function wordFile(outline: Outline): Promise<Uint8Array> {
  const body = new Body(outline);
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
        properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 1440, bottom: 1440, left: 1418, right: 1418 } } },
        footers: { default: new Footer({ children: [new P({ style: "Small", alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT] })] })] }) },
        children: body.children,
      },
    ],
  });
  const packed = await Packer.toArrayBuffer(document);
  return repacked(new Uint8Array(packed), outline.version.date);
}

function numbering(reference: string, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) {
  return { reference, levels: [{ level: 0, format, text, alignment: AlignmentType.START, style: { paragraph: { indent: { left: 480, hanging: 360 } } } }] };
}

const STYLES = {
  default: {
    document: { run: { font: SONG, size: 24, language: { value: "zh-CN", eastAsia: "zh-CN" } }, paragraph: { spacing: { line: 360, after: 60 } } },
    title: { run: { font: HEI, size: 44, bold: true }, paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 2400, after: 240 } } },
    heading1: { run: { font: HEI, size: 32, bold: true }, paragraph: { keepNext: true, spacing: { before: 360, after: 160 } } },
    heading2: { run: { font: HEI, size: 28, bold: true }, paragraph: { keepNext: true, spacing: { before: 280, after: 120 } } },
    heading3: { run: { font: HEI, size: 24, bold: true }, paragraph: { keepNext: true, spacing: { before: 200, after: 80 } } },
    footnoteText: { run: { font: SONG, size: 18 }, paragraph: { spacing: { line: 260, after: 0 } } },
  },
  paragraphStyles: [
    { id: "Body", name: "正文缩进", basedOn: "Normal", quickFormat: true, run: { font: SONG }, paragraph: { alignment: AlignmentType.BOTH, indent: { firstLine: 480, firstLineChars: 200 } } },
    { id: "Small", name: "小字", basedOn: "Normal", quickFormat: true, run: { font: SONG, size: 20, color: "595959" } },
    { id: "Cell", name: "表格文字", basedOn: "Normal", quickFormat: true, run: { font: SONG, size: 21 }, paragraph: { spacing: { line: 300, after: 0 } } },
    { id: "Notice", name: "提示", basedOn: "Normal", quickFormat: true, run: { font: HEI, size: 22 }, paragraph: { spacing: { before: 80, after: 120 } } },
    { id: "Middle", name: "居中", basedOn: "Normal", quickFormat: true, run: { font: SONG }, paragraph: { alignment: AlignmentType.CENTER } },
  ],
};

class Body {
  readonly children: Array<P | T | TableOfContents> = [];
  readonly footnotes: Record<string, { children: P[] }> = {};
  private readonly notes: Footnotes;
  private lists = 0;

  constructor(private readonly outline: Outline) {
    this.notes = new Footnotes(outline.references);
    this.cover();
    for (const section of outline.sections) {
      if (section.kind === "break") continue;
      this.children.push(new P({ heading: HeadingLevel.HEADING_1, children: [new TextRun(section.title)] }));
      section.blocks.forEach((block) => this.block(block));
    }
    if (outline.references.length > 0) {
      this.children.push(new P({ heading: HeadingLevel.HEADING_1, children: [new TextRun("参考文献")] }));
      for (const one of outline.references) this.children.push(new P({ style: "Small", children: [new TextRun(`[${one.no}] ${one.text}`)] }));
    }
  }

  private cover(): void {
    const { outline } = this;
    this.children.push(
      new P({ heading: HeadingLevel.TITLE, children: [new TextRun(outline.title)] }),
      new P({ style: "Middle", children: [new TextRun(outline.edition_label)] }),
      new P({ style: "Middle", children: [new TextRun(outline.site)] }),
      new P({ children: [new PageBreak()] }),
      new TableOfContents("目录", { hyperlink: true, headingStyleRange: "1-1", beginDirty: false, cachedEntries: outline.sections.filter((one) => one.kind !== "break").map((one) => ({ title: one.title, level: 1 })) }),
      new P({ children: [new PageBreak()] }),
    );
  }

  /** The runs of a text, its citations as one footnote behind it. */
  private runs(text: Text, more: IRunOptions = {}): Array<TextRun | FootnoteReferenceRun> {
    const runs: Array<TextRun | FootnoteReferenceRun> = text.runs.map((run) => new TextRun({ text: run.text, bold: run.strong || undefined, ...more }));
    const note = this.notes.text(text.cites);
    if (note !== "") {
      const number = Object.keys(this.footnotes).length + 1;
      this.footnotes[String(number)] = { children: [new P({ style: "FootnoteText", children: [new TextRun(note)] })] };
      runs.push(new FootnoteReferenceRun(number));
    }
    return runs;
  }

  private p(text: Text, options: IParagraphOptions = {}, more: IRunOptions = {}): void {
    this.children.push(new P({ ...options, children: this.runs(text, more) }));
  }

  private block(block: Block): void {
    switch (block.kind) {
      case "heading":
        this.children.push(new P({ heading: block.level === 1 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_3, children: [new TextRun(block.text)] }));
        break;
      case "paragraph":
        this.p(block.text, { style: { body: "Body", lead: "Body", notice: "Notice", note: "Small" }[block.look] });
        break;
      case "items":
        this.lists += 1;
        for (const item of block.items) this.p(item, { numbering: { reference: block.ordered ? "ordered" : "bullets", level: 0, instance: this.lists } });
        break;
      case "facts":
        this.children.push(this.table(block.rows.map(([name, value]) => [{ runs: [{ text: name, strong: true, href: "" }], cites: [] }, value]), [22, 78], [], null), new P({ style: "Cell" }));
        break;
      case "table":
        this.captioned(block);
        break;
      case "steps":
        this.steps(block);
        break;
      case "picture":
        this.p(words(`图：${block.caption || block.alt}（见网页）`), { style: "Small" });
        break;
      case "question":
        this.question(block);
        break;
      case "lines":
        for (let count = 0; count < block.count; count++) this.children.push(new P({ border: { bottom: { ...THIN, space: 1 } }, spacing: { before: 240 } }));
    }
  }

  private captioned(table: Table): void {
    this.children.push(new P({ style: "Small", keepNext: true, alignment: AlignmentType.CENTER, children: [new TextRun(table.caption)] }));
    this.children.push(this.table(table.rows, table.widths, table.right, table.head), new P({ style: "Cell" }));
  }

  /** Three lines (三线表): above, below the head, below; `head` null for a table of names and values. */
  private table(rows: ReadonlyArray<readonly Text[]>, widths: readonly number[], right: readonly number[], head: readonly string[] | null): T {
    const size = (column: number): number => Math.round((FULL * (widths[column] ?? 0)) / 100);
    const cell = (text: Text, column: number, isHead: boolean): TableCell =>
      new TableCell({
        width: { size: size(column), type: WidthType.DXA },
        borders: { top: NONE, left: NONE, right: NONE, bottom: isHead ? THIN : NONE },
        ...(isHead ? { shading: { type: ShadingType.CLEAR, fill: "F2F2F2", color: "auto" } } : {}),
        children: [new P({ style: "Cell", alignment: right.includes(column) ? AlignmentType.END : AlignmentType.START, children: this.runs(text, isHead ? { bold: true } : {}) })],
      });
    const top = head === null ? [] : [new TableRow({ tableHeader: true, cantSplit: true, children: head.map((name, column) => cell(words(name), column, true)) })];
    return new T({
      width: { size: FULL, type: WidthType.DXA },
      columnWidths: widths.map((_, column) => size(column)),
      borders: { top: THICK, bottom: THICK, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE },
      rows: [...top, ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((text, column) => cell(text, column, false)) }))],
    });
  }

  private steps(steps: Steps): void {
    for (const step of steps.items) {
      this.children.push(new P({ keepNext: step.how.length > 0, children: [new TextRun({ text: `${step.no}．${step.name}${step.stage}`, bold: true })] }));
      for (const how of step.how) this.p(how, { style: "Body" });
      for (const [name, value] of step.facts) this.p(words(`${name}：${value}`), { style: "Small", indent: { left: 480 } });
    }
    if (steps.missing !== "") this.p(words(steps.missing), { style: "Notice" });
  }

  private question(question: Question): void {
    const [first, ...rest] = question.stem;
    const mark = question.type === "思考" ? `${question.no}．` : `${question.no}．（${question.type}）`;
    if (first !== undefined) this.p({ ...first, runs: [{ text: mark, strong: true, href: "" }, ...first.runs] }, { keepNext: true });
    rest.forEach((one) => this.p(one, { style: "Body" }));
    question.options.forEach((option, at) => this.p(words(`${LETTERS[at] ?? ""}．${option}`), { indent: { left: 480 } }));
    question.hint.forEach((one, at) => this.p(at === 0 ? { ...one, runs: [{ text: "参考思路：", strong: true, href: "" }, ...one.runs] } : one, { style: "Body" }));
    if (question.answer === null) return;
    this.p(words(`答案：${answerLine(question)}`), { style: "Notice" });
    question.answer.explanation.forEach((one) => this.p(one, { style: "Body" }));
  }
}
