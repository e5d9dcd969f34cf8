// A method's steps as a picture for Word, as packs/templates/shared.typ draws it: boxes in rows that read like lines.

import type { Steps } from "./outline";

export interface Drawing {
  readonly png: Uint8Array;
  /** Points. */
  readonly width: number;
  readonly height: number;
}

/** So many steps make a drawing that can be read, as in packs/word/blocks.py. */
const [LEAST, MOST] = [2, 15];
/** All in points, as on the paper: 150 mm across, five boxes a row. */
const WIDTH = 425;
const COLUMNS = 5;
const ARROW = 15.4;
const EDGE = 3;
const ROW_GAP = 7;
const PAD = { x: 5, y: 7 } as const;
const SIZE = 9.5;
const LINE = 13.8;
const FONT = `${SIZE}px "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", SimHei, sans-serif`;
/** Pixels a point: 220 an inch, sharp on paper. */
const SHARP = 220 / 72;
const [ACCENT, FILL, INK] = ["#1c5f5a", "#eef5f4", "#000000"];
/** Signs that begin no line. */
const CLOSING = /^[，。、；：！？）》”’」』】%]/;

/** Null where a drawing would not help, or where the browser draws none. */
export async function drawn(steps: Steps): Promise<Drawing | null> {
  const names = steps.items.map((step) => step.name);
  if (names.length < LEAST || names.length > MOST) return null;
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  if (pen === null) return null;
  const across = Math.min(COLUMNS, names.length);
  const box = (WIDTH - 2 * EDGE) / across - ARROW;
  pen.font = FONT;
  const lines = names.map((name, at) => linesOf(pen, `${at + 1} ${name}`, box - 2 * PAD.x));
  const rows = Array.from({ length: Math.ceil(names.length / across) }, (_, row) => lines.slice(row * across, (row + 1) * across));
  const heights = rows.map((row) => Math.max(...row.map((one) => one.length)) * LINE + 2 * PAD.y);
  const height = heights.reduce((sum, one) => sum + one + ROW_GAP, 2 * EDGE - ROW_GAP);
  [canvas.width, canvas.height] = [Math.round(WIDTH * SHARP), Math.round(height * SHARP)];
  pen.scale(SHARP, SHARP);
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, WIDTH, height);
  pen.font = FONT;
  pen.textBaseline = "middle";
  let top = EDGE;
  rows.forEach((row, no) => {
    const tall = heights[no] ?? 0;
    row.forEach((one, column) => {
      const left = EDGE + column * (box + ARROW);
      frame(pen, left, top, box, tall);
      write(pen, one, left + box / 2, top + tall / 2);
      if (!steps.parallel && no * across + column + 1 < names.length) arrow(pen, left + box, top + tall / 2);
    });
    top += tall + ROW_GAP;
  });
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  return blob && { png: new Uint8Array(await blob.arrayBuffer()), width: WIDTH, height };
}

/** Chinese breaks anywhere, Latin words and figures stay whole. */
function linesOf(pen: CanvasRenderingContext2D, text: string, room: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(/[\x21-\x7e]+|[^]/gu) ?? []) {
    if (line !== "" && pen.measureText(line + piece).width > room && !CLOSING.test(piece)) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return line === "" ? lines : [...lines, line];
}

function frame(pen: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  const round = 3;
  pen.beginPath();
  pen.moveTo(x + round, y);
  pen.arcTo(x + width, y, x + width, y + height, round);
  pen.arcTo(x + width, y + height, x, y + height, round);
  pen.arcTo(x, y + height, x, y, round);
  pen.arcTo(x, y, x + width, y, round);
  pen.closePath();
  [pen.fillStyle, pen.strokeStyle, pen.lineWidth] = [FILL, ACCENT, 0.8];
  pen.fill();
  pen.stroke();
}

/** Centred lines; the number in front of the first in the colour of the frame. */
function write(pen: CanvasRenderingContext2D, lines: readonly string[], x: number, y: number): void {
  lines.forEach((line, at) => {
    const split = at === 0 ? line.indexOf(" ") + 1 : 0;
    const height = y + (at - (lines.length - 1) / 2) * LINE;
    const left = x - pen.measureText(line).width / 2;
    pen.fillStyle = ACCENT;
    pen.fillText(line.slice(0, split), left, height);
    pen.fillStyle = INK;
    pen.fillText(line.slice(split), left + pen.measureText(line.slice(0, split)).width, height);
  });
}

function arrow(pen: CanvasRenderingContext2D, x: number, y: number): void {
  const [from, to, wing] = [x + 3, x + ARROW - 3, 2.6];
  [pen.strokeStyle, pen.lineWidth] = [ACCENT, 0.9];
  pen.beginPath();
  pen.moveTo(from, y);
  pen.lineTo(to, y);
  pen.moveTo(to - wing, y - wing);
  pen.lineTo(to, y);
  pen.lineTo(to - wing, y + wing);
  pen.stroke();
}
