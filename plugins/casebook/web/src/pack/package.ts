// Office files are zip archives with the clock in them: packed here, each part once, and the same for the same pack.

import { strToU8, zipSync, type Zippable } from "fflate";

import type { Parts } from "./parts";

/** The first day that a zip archive can name. */
const NO_DAY = "1980-01-01T00:00:00";
const DATES = /(<dcterms:(created|modified)[^>]*>)[^<]*/g;

/** What is deflated within already. */
const PACKED = /\.(?:docx|pptx|png)$/;

/** The library numbers footnotes by itself; ours bear the numbers of the reference list. */
const OWN_NUMBER = /<w:r>(?:<w:rPr>(?:(?!<\/w:rPr>).)*<\/w:rPr>)?<w:footnoteRef\/><\/w:r>/g;

/** Another text for a part that is there. */
function change(parts: Parts, path: string, changed: (text: string) => string): void {
  const part = parts.get(path);
  if (typeof part === "string") parts.set(path, changed(part));
}

/** docx names links by chance and counts bookmarks and pictures on from file to file: all are counted from 1 here. */
function counted(parts: Parts): void {
  const seen = new Map<string, number>();
  let pictures = 0;
  const numberOf = (name: string): number => seen.get(name) ?? (seen.set(name, seen.size + 1), seen.size);
  for (const path of ["word/document.xml", "word/_rels/document.xml.rels"]) {
    change(parts, path, (text) =>
      text
        .replace(/\brId[\w-]{12,}/g, (name) => `rIdLink${numberOf(name)}`)
        .replace(/(<w:bookmark(?:Start|End)[^>]* w:id=")(\d+)"/g, (_, before: string, id: string) => `${before}${numberOf(`bookmark ${id}`)}"`)
        .replace(/(<wp:docPr id=")\d+"/g, (_, before: string) => `${before}${++pictures}"`),
    );
  }
}

/** What no line begins or ends with: see packs/word/document.py. */
const LINE_BREAKS =
  '<w:noLineBreaksAfter w:lang="zh-CN" w:val="$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥]"/>' +
  '<w:noLineBreaksBefore w:lang="zh-CN" w:val="!%),.:;&gt;?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠[("/>';

/** What the libraries write otherwise than the schema has it: the list of notes masters behind the slides, a third axis of bars; and
 * what they cannot say: where Word breaks no line, that lines of a slide need no room of the master's, how far in options stand. */
const MENDED: ReadonlyArray<readonly [RegExp, RegExp, string]> = [
  [/^ppt\/presentation\.xml$/, /(<p:sldIdLst>.*?<\/p:sldIdLst>)(<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>)/s, "$2$1"],
  [/^word\/settings\.xml$/, /(?=<w:compat>)/, LINE_BREAKS.replace(/\$/g, "$$$$")],
  [/^ppt\/slideMasters\//, /<a:spcBef><a:spcPct val="20000"\/><\/a:spcBef>/g, ""],
  [/^ppt\/slides\/slide\d+\.xml$/, / lvl="1" indent="0" marL="0"/g, ' lvl="1" indent="0" marL="342900"'],
  [/^ppt\/charts\/chart\d+\.xml$/, /((?:<c:axId [^>]*\/>\s*){2})<c:axId [^>]*\/>(?=\s*<\/c:barChart>)/, "$1"],
];

function mended(parts: Parts): void {
  for (const path of parts.keys()) {
    let shape = 0; // the table of slide 24 would bear the number of the slide number
    if (/^ppt\/slides\/slide\d+\.xml$/.test(path)) change(parts, path, (text) => text.replace(/(<p:cNvPr id=")\d+"/g, (_, before: string) => `${before}${++shape}"`));
    for (const [where, wrong, right] of MENDED) {
      if (where.test(path)) change(parts, path, (text) => text.replace(wrong, right));
    }
  }
}

/** pptxgenjs counts charts on from file to file: theirs begin at 1 here. */
function renumbered(parts: Parts): Parts {
  const numbers = [...parts.keys()].flatMap((path) => Number(/^ppt\/charts\/chart(\d+)\.xml$/.exec(path)?.[1] ?? NaN) || []);
  const before = Math.min(...numbers) - 1;
  if (numbers.length === 0 || before === 0) return parts;
  const shifted = (text: string): string => text.replace(/(chart|Worksheet)(\d+)(?=\.xml|\.xlsx)/g, (_, name: string, no: string) => name + String(Number(no) - before));
  return new Map([...parts].map(([path, data]) => [shifted(path), typeof data === "string" && /\.rels$|^\[Content_Types\]/.test(path) ? shifted(data) : data]));
}

/** An Office file of these parts with `date` ('2022-08-18', '' for none) as its own. */
export function packed(given: Parts, date: string, level: 0 | 6 = 6): Uint8Array {
  const parts = renumbered(given);
  change(parts, "docProps/core.xml", (text) => text.replace(DATES, `$1${date === "" ? "1980-01-01" : date}T00:00:00Z`));
  counted(parts);
  mended(parts);
  change(parts, "word/footnotes.xml", (text) => text.replace(OWN_NUMBER, ""));
  return zipped(new Map([...parts].map(([path, data]) => [path, typeof data === "string" ? strToU8(data) : data instanceof Map ? packed(data, date, 0) : data])), level);
}

/** Files by path in one archive, in the order given. */
export function zipped(files: ReadonlyMap<string, Uint8Array>, level: 0 | 6 = 6): Uint8Array {
  const held: Zippable = {};
  for (const [path, data] of files) held[path] = [data, { level: PACKED.test(path) ? 0 : level, mtime: NO_DAY }];
  return zipSync(held);
}
