// Office files are zip archives with the clock in them: packed anew, smaller (pptxgenjs packs nothing), and the same for the same pack.

import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from "fflate";

/** The first day that a zip archive can name. */
const NO_DAY = "1980-01-01T00:00:00";
const DATES = /(<dcterms:(created|modified)[^>]*>)[^<]*/g;

/** What is deflated within already. */
const PACKED = /\.(?:docx|pptx|xlsx|png)$/;

/** The library numbers footnotes by itself; ours bear the numbers of the reference list. */
const OWN_NUMBER = /<w:r>(?:<w:rPr>(?:(?!<\/w:rPr>).)*<\/w:rPr>)?<w:footnoteRef\/><\/w:r>/g;

/** docx names links by chance and counts bookmarks and pictures on from file to file: all are counted from 1 here. */
function counted(parts: Record<string, Uint8Array>): void {
  const seen = new Map<string, number>();
  let pictures = 0;
  const numberOf = (name: string): number => seen.get(name) ?? (seen.set(name, seen.size + 1), seen.size);
  for (const path of ["word/document.xml", "word/_rels/document.xml.rels"]) {
    const part = parts[path];
    if (part === undefined) continue;
    const text = strFromU8(part)
      .replace(/\brId[\w-]{12,}/g, (name) => `rIdLink${numberOf(name)}`)
      .replace(/(<w:bookmark(?:Start|End)[^>]* w:id=")(\d+)"/g, (_, before: string, id: string) => `${before}${numberOf(`bookmark ${id}`)}"`)
      .replace(/(<wp:docPr id=")\d+"/g, (_, before: string) => `${before}${++pictures}"`);
    parts[path] = strToU8(text);
  }
}

/** What pptxgenjs writes otherwise than the schema has it: the list of notes masters behind the slides, a third axis of bars. */
const AS_THE_SCHEMA: ReadonlyArray<readonly [RegExp, RegExp, string]> = [
  [/^ppt\/presentation\.xml$/, /(<p:sldIdLst>.*?<\/p:sldIdLst>)(<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>)/s, "$2$1"],
  [/^ppt\/charts\/chart\d+\.xml$/, /((?:<c:axId [^>]*\/>\s*){2})<c:axId [^>]*\/>(?=\s*<\/c:barChart>)/, "$1"],
];

function mended(parts: Record<string, Uint8Array>): void {
  for (const [path, data] of Object.entries(parts)) {
    let shape = 0; // the table of slide 24 would bear the number of the slide number
    if (/^ppt\/slides\/slide\d+\.xml$/.test(path)) parts[path] = strToU8(strFromU8(data).replace(/(<p:cNvPr id=")\d+"/g, (_, before: string) => `${before}${++shape}"`));
    for (const [where, wrong, right] of AS_THE_SCHEMA) {
      if (where.test(path)) parts[path] = strToU8(strFromU8(data).replace(wrong, right));
    }
  }
}

/** pptxgenjs counts charts on from file to file: theirs begin at 1 here. */
function renumbered(parts: Readonly<Record<string, Uint8Array>>): Record<string, Uint8Array> {
  const numbers = Object.keys(parts).flatMap((path) => Number(/^ppt\/charts\/chart(\d+)\.xml$/.exec(path)?.[1] ?? NaN) || []);
  const before = Math.min(...numbers) - 1;
  if (numbers.length === 0 || before === 0) return { ...parts };
  const shifted = (text: string): string => text.replace(/(chart|Worksheet)(\d+)(?=\.xml|\.xlsx)/g, (_, name: string, no: string) => name + String(Number(no) - before));
  const one = ([path, data]: [string, Uint8Array]): [string, Uint8Array] => [shifted(path), /\.rels$|^\[Content_Types\]/.test(path) ? strToU8(shifted(strFromU8(data))) : data];
  return Object.fromEntries(Object.entries(parts).map(one));
}

/** An Office file with `date` ('2022-08-18', '' for none) as its own. */
export function repacked(file: Uint8Array, date: string): Uint8Array {
  const parts = renumbered(unzipSync(file));
  const core = parts["docProps/core.xml"];
  if (core !== undefined) parts["docProps/core.xml"] = strToU8(strFromU8(core).replace(DATES, `$1${date === "" ? "1980-01-01" : date}T00:00:00Z`));
  counted(parts);
  mended(parts);
  for (const [path, data] of Object.entries(parts)) if (path.endsWith(".xlsx")) parts[path] = repacked(data, date); // the figures of a chart
  const notes = parts["word/footnotes.xml"];
  if (notes !== undefined) parts["word/footnotes.xml"] = strToU8(strFromU8(notes).replace(OWN_NUMBER, ""));
  return zipped(new Map(Object.entries(parts).filter(([path]) => !path.endsWith("/"))));
}

/** Files by path in one archive, in the order given. */
export function zipped(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const held: Zippable = {};
  for (const [path, data] of files) held[path] = [data, { level: PACKED.test(path) ? 0 : 6, mtime: NO_DAY }];
  return zipSync(held);
}
