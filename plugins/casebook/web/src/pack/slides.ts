// An outline as slides: what is said in paragraphs stands in the notes of who speaks.

import PptxGenJS from "pptxgenjs";

import { plain, type Chart, type Outline, type Slide } from "./outline";
import { packed } from "./package";
import type { Parts } from "./parts";

const FONT = "微软雅黑";
const INK = "1F2933";
const TEAL = "1C5F5A";
const QUIET = "5B6770";
/** Inches: 16:9 as PowerPoint has it. */
const WIDTH = 13.333;
const MARGIN = 0.8;
const ROOM = WIDTH - 2 * MARGIN;
const TOP = 1.8;
const DEPTH = 4.9;

/** The file's bytes, the same for the same outline. */
export async function slidesFile(outline: Outline): Promise<Uint8Array> {
  const deck = new PptxGenJS();
  deck.layout = "LAYOUT_WIDE";
  deck.title = `${outline.title}（${outline.edition_label}）`;
  deck.author = outline.site;
  deck.company = outline.site;
  deck.theme = { headFontFace: FONT, bodyFontFace: FONT };
  masters(deck, outline);
  const cover = deck.addSlide({ masterName: "封面" });
  cover.addText(outline.title, titled(outline.title, WIDTH - 2, 1.8, 40));
  cover.addText(`${outline.site}　${outline.edition_label}`, { placeholder: "body" });
  for (const section of outline.sections) for (const slide of section.slides) add(deck, slide);
  const made: unknown = await deck.write({ outputType: "uint8array" });
  return packed(made as Parts, outline.version.date);
}

function masters(deck: PptxGenJS, outline: Outline): void {
  const title = { name: "title", type: "title" as const, align: "left" as const, fontFace: FONT, bold: true, color: INK, margin: 0 };
  const body = { name: "body", type: "body" as const, fontFace: FONT, color: INK, margin: 0 };
  const foot = { text: { text: `${outline.title}　${outline.edition_label}`, options: { x: MARGIN, y: 7.0, w: 9, h: 0.3, fontFace: FONT, fontSize: 11, color: QUIET, margin: 0 } } };
  const slideNumber = { x: WIDTH - MARGIN - 0.8, y: 7.0, w: 0.8, h: 0.3, fontFace: FONT, fontSize: 11, color: QUIET, align: "right" as const };
  deck.defineSlideMaster({
    title: "封面",
    background: { color: TEAL },
    objects: [
      { placeholder: { options: { ...title, x: 1, y: 2.2, w: WIDTH - 2, h: 1.8, fontSize: 40, color: "FFFFFF", valign: "bottom" }, text: "" } },
      { placeholder: { options: { ...body, x: 1, y: 4.3, w: WIDTH - 2, h: 0.8, fontSize: 20, color: "FFFFFF" }, text: "" } },
    ],
  });
  deck.defineSlideMaster({
    title: "单元",
    background: { color: "EEF5F4" },
    objects: [
      { rect: { x: MARGIN, y: 2.4, w: 0.12, h: 2.2, fill: { color: TEAL } } },
      { placeholder: { options: { ...title, x: MARGIN + 0.4, y: 2.3, w: WIDTH - 2 * MARGIN - 0.4, h: 1.5, fontSize: 36, valign: "middle" }, text: "" } },
      { placeholder: { options: { ...body, x: MARGIN + 0.4, y: 3.9, w: WIDTH - 2 * MARGIN - 0.4, h: 0.7, fontSize: 20, color: QUIET }, text: "" } },
      foot,
    ],
    slideNumber,
  });
  const heading = { placeholder: { options: { ...title, x: MARGIN, y: 0.35, w: ROOM, h: 0.95, fontSize: 28, valign: "middle" as const }, text: "" } };
  // Text keeps the place of its layout, whatever is asked for on the slide.
  for (const [name, valign] of [["内容", "top"], ["问题", "middle"]] as const) {
    const text = { placeholder: { options: { ...body, x: MARGIN, y: TOP, w: ROOM, h: DEPTH, fontSize: 24, valign }, text: "" } };
    deck.defineSlideMaster({ title: name, background: { color: "FFFFFF" }, objects: [heading, text, foot], slideNumber });
  }
  deck.defineSlideMaster({ title: "表格", background: { color: "FFFFFF" }, objects: [heading, foot], slideNumber });
}

function add(deck: PptxGenJS, slide: Slide): void {
  const opens = slide.look === "unit" || slide.look === "break";
  const made = deck.addSlide({ masterName: opens ? "单元" : slide.look === "question" ? "问题" : slide.points.length > 0 || slide.look === "choices" ? "内容" : "表格" });
  made.addText(slide.title, opens ? titled(slide.title, ROOM - 0.4, 1.5, 36) : titled(slide.title, ROOM, 0.95, 28));
  if (opens) {
    made.addText(slide.subtitle, { placeholder: "body" });
  } else {
    if (slide.subtitle !== "" && slide.look !== "choices") made.addText(slide.subtitle, { x: MARGIN, y: 1.3, w: ROOM, h: 0.4, margin: 0, fontFace: FONT, fontSize: ems(slide.subtitle) <= 58 ? 14 : 11, color: QUIET });
    if (slide.points.length > 0 || slide.look === "choices") addPoints(made, slide);
    if (slide.facts.length > 0) addTable(made, slide.facts, [20, 80], [], null);
    if (slide.table !== null) addTable(made, slide.table.rows.map((row) => row.map(plain)), slide.table.widths, slide.table.right, slide.table.head);
    if (slide.chart !== null) addChart(deck, made, slide.chart);
  }
  if (slide.speaker.length > 0) made.addNotes(slide.speaker.map(plain).join("\n"));
}

/** Half an em for a Latin letter, one for the others. */
function ems(text: string): number {
  return Array.from(text).reduce((sum, char) => sum + (char < "\u2000" ? 0.5 : 1), 0);
}

/** The largest size at which all lines fit their box; sizes in points, the box in inches. */
export function fitting(lines: readonly string[], width: number, height: number, most = 24): number {
  for (let size = most; size > 10; size -= 1) {
    const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil((ems(line) * size) / 72 / width)), 0);
    if ((rows * size * 1.35 + lines.length * size * 0.35) / 72 <= height) return size;
  }
  return 10;
}

/** A title of the master's size, or smaller where it is long. */
function titled(text: string, width: number, height: number, usual: number): PptxGenJS.TextPropsOptions {
  const size = fitting([text], width, height, usual);
  return { placeholder: "title", ...(size === usual ? {} : { fontSize: size }) };
}

function addPoints(made: PptxGenJS.Slide, slide: Slide): void {
  const isQuestion = slide.look === "question";
  const lines = slide.look === "choices" && slide.subtitle !== "" ? [slide.subtitle, ...slide.points] : slide.points;
  const size = fitting(lines.flatMap((line) => line.split("\n")), ROOM - 0.6, DEPTH, isQuestion ? 36 : 28);
  const bullet = isQuestion || slide.look === "choices" ? false : slide.first > 0 ? { type: "number" as const, numberStartAt: slide.first, indent: size * 1.6 } : true;
  const props = lines.map((text, at): PptxGenJS.TextProps => ({ text, options: { fontSize: size, bullet, ...(bullet === false && at > 0 ? { indentLevel: 1 } : {}), breakLine: true, paraSpaceAfter: size * 0.45 } }));
  made.addText(props, { placeholder: "body" });
}

function cell(text: string, size: number, more: PptxGenJS.TableCellProps): PptxGenJS.TableCell {
  const none = { type: "none" as const };
  return { text, options: { fontFace: FONT, fontSize: size, color: INK, valign: "middle", border: [none, none, { type: "solid", pt: 0.5, color: TEAL }, none], margin: [0.055, 0.1, 0.055, 0.1], ...more } };
}

/** `head` null: the first column names what the others say. */
function addTable(made: PptxGenJS.Slide, rows: ReadonlyArray<readonly string[]>, shares: readonly number[], right: readonly number[], head: readonly string[] | null): void {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => (ROOM * share) / whole);
  const all = head === null ? rows : [head, ...rows];
  const height = (row: readonly string[], size: number): number => Math.max(...row.map((text, at) => Math.max(1, Math.ceil((ems(text) * size) / 72 / ((widths[at] ?? 1) - 0.25))))) * size * 1.3 + 10;
  let size = 22;
  while (size > 10 && all.reduce((sum, row) => sum + height(row, size), 0) / 72 > DEPTH) size -= 1;
  const cells = all.map((row, no) =>
    row.map((text, at) => {
      const isName = head === null ? at === 0 : no === 0;
      return cell(text, size, { align: right.includes(at) ? "right" : "left", ...(isName ? { bold: true, color: TEAL } : {}) });
    }),
  );
  made.addTable(cells, { x: MARGIN, y: TOP, w: ROOM, colW: widths });
}

/** Bars in the order given, each with its number; the library begins below. */
function addChart(deck: PptxGenJS, made: PptxGenJS.Slide, chart: Chart): void {
  const name = `${chart.title}（${chart.unit}）`;
  made.addChart(deck.ChartType.bar, [{ name, labels: [...chart.labels].reverse(), values: chart.values.map(Number).reverse() }], {
    x: MARGIN, y: TOP, w: ROOM, h: DEPTH, barDir: "bar", barGapWidthPct: 60, chartColors: [TEAL], altText: chart.summary, showTitle: true, title: name, titleFontFace: FONT, titleFontSize: 18,
    showValue: true, dataLabelFormatCode: "General", dataLabelFontSize: 16, dataLabelFontFace: FONT, catAxisLabelFontFace: FONT, catAxisLabelFontSize: 16, valAxisHidden: true, valAxisMinVal: 0,
    valGridLine: { style: "none" }, catGridLine: { style: "none" },
  });
}
