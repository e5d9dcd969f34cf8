// An outline as slides: what is said in paragraphs stands in the notes of who speaks.

import PptxGenJS from "pptxgenjs";

import { plain, type Chart, type Outline, type Slide, type Table } from "./outline";
import { repacked } from "./package";

const FONT = "微软雅黑";
const INK = "1F2933";
const TEAL = "1C5F5A";
const QUIET = "5B6770";
/** Inches: 16:9 as PowerPoint has it. */
const WIDTH = 13.333;
const MARGIN = 0.8;

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
  cover.addText(outline.title, { placeholder: "title" });
  cover.addText(`${outline.edition_label}　${outline.site}`, { placeholder: "body" });
  for (const section of outline.sections) for (const slide of section.slides) add(deck, slide);
  const made = (await deck.write({ outputType: "uint8array" })) as Uint8Array;
  return repacked(made, outline.version.date);
}

function masters(deck: PptxGenJS, outline: Outline): void {
  const title = { name: "title", type: "title" as const, fontFace: FONT, bold: true, color: INK, margin: 0 };
  const body = { name: "body", type: "body" as const, fontFace: FONT, color: INK, margin: 0 };
  const foot = { text: { text: outline.title, options: { x: MARGIN, y: 7.0, w: 9, h: 0.3, fontFace: FONT, fontSize: 11, color: QUIET, margin: 0 } } };
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
  deck.defineSlideMaster({
    title: "内容",
    background: { color: "FFFFFF" },
    objects: [
      { placeholder: { options: { ...title, x: MARGIN, y: 0.5, w: WIDTH - 2 * MARGIN, h: 0.9, fontSize: 28, valign: "middle" }, text: "" } },
      { line: { x: MARGIN, y: 1.5, w: WIDTH - 2 * MARGIN, h: 0, line: { color: TEAL, width: 1.5 } } },
      { placeholder: { options: { ...body, x: MARGIN, y: 1.8, w: WIDTH - 2 * MARGIN, h: 5, fontSize: 24, valign: "top" }, text: "" } },
      foot,
    ],
    slideNumber,
  });
}

function add(deck: PptxGenJS, slide: Slide): void {
  const isContent = slide.look !== "unit" && slide.look !== "break";
  const made = deck.addSlide({ masterName: isContent ? "内容" : "单元" });
  made.addText(slide.title, { placeholder: "title" });
  if (!isContent) made.addText(slide.subtitle, { placeholder: "body" });
  else if (slide.table !== null) addTable(made, slide.table);
  else if (slide.chart !== null) addChart(made, slide.chart);
  else if (slide.facts.length > 0) addFacts(made, slide.facts);
  else addPoints(made, slide);
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

function addPoints(made: PptxGenJS.Slide, slide: Slide): void {
  const lines = [...(slide.subtitle === "" ? [] : slide.subtitle.split("\n")), ...slide.points];
  const size = fitting(lines, WIDTH - 2 * MARGIN - 0.6, 4.9);
  const point = (text: string): PptxGenJS.TextProps => ({ text, options: { bullet: slide.first > 0 ? { type: "number", numberStartAt: slide.first } : slide.look === "plain", fontSize: size, breakLine: true, paraSpaceAfter: size / 3 } });
  const subtitle = slide.subtitle === "" ? [] : slide.subtitle.split("\n").map((text): PptxGenJS.TextProps => ({ text, options: { fontSize: size, bold: true, breakLine: true, paraSpaceAfter: size / 3 } }));
  made.addText([...subtitle, ...slide.points.map(point)], { placeholder: "body" });
}

function cell(text: string, size: number, more: PptxGenJS.TableCellProps = {}): PptxGenJS.TableCell {
  const line = { type: "solid" as const, pt: 0.75, color: "C9D3D2" };
  const none = { type: "none" as const };
  return { text, options: { fontFace: FONT, fontSize: size, color: INK, valign: "middle", border: [none, none, line, none], margin: [0.05, 0.1, 0.05, 0.1], ...more } };
}

function addFacts(made: PptxGenJS.Slide, facts: ReadonlyArray<readonly [string, string]>): void {
  const size = fitting(facts.map(([, value]) => value), WIDTH - 2 * MARGIN - 2.6, 4.6, 20);
  const rows = facts.map(([name, value]) => [cell(name, size, { bold: true, color: TEAL }), cell(value, size)]);
  made.addTable(rows, { x: MARGIN, y: 1.8, w: WIDTH - 2 * MARGIN, colW: [2.4, WIDTH - 2 * MARGIN - 2.4] });
}

/** Its numbers as they are: a chart would bring a workbook with the clock in it. */
function addChart(made: PptxGenJS.Slide, chart: Chart): void {
  addFacts(made, [[chart.title, ""], ...chart.labels.map((label, at) => [label, `${chart.values[at] ?? ""}${chart.unit}`] as const)]);
}

function addTable(made: PptxGenJS.Slide, table: Table): void {
  const whole = WIDTH - 2 * MARGIN;
  const widths = table.widths.map((share) => (whole * share) / 100);
  const tallest = table.rows.map((row) => row.map(plain).reduce((most, text, at) => (ems(text) / (widths[at] ?? 1) > ems(most.text) / most.width ? { text, width: widths[at] ?? 1 } : most), { text: "", width: 1 }));
  let size = 18;
  while (size > 10 && tallest.reduce((sum, one) => sum + Math.max(1, Math.ceil((ems(one.text) * size) / 72 / (one.width - 0.2))) * size * 1.3 + 8, size * 2) / 72 > 5) size -= 1;
  const head = table.head.map((name, at) => cell(name, size, { bold: true, color: "FFFFFF", fill: { color: TEAL }, align: table.right.includes(at) ? "right" : "left" }));
  const rows = table.rows.map((row) => row.map((text, at) => cell(plain(text), size, { align: table.right.includes(at) ? "right" : "left" })));
  made.addTable([head, ...rows], { x: MARGIN, y: 1.8, w: whole, colW: widths });
}
