// The small Markdown that a unit's text may hold (bold, lists, links) as runs, as packs/prose.py makes them of a record's.

import type { Run, Text } from "./outline";

const MARKDOWN = /[*_`[\]<>\\#|~&\n]|^\s*(?:[-+]|\d+[.)])\s/;
const OUTSIDE = /^(?:https?:\/\/|mailto:)[^\s"'<>\\]+$/i;
const ITEM = /^ {0,3}(?:([-+*])|(\d{1,9})[.)])\s+(.*)$/;
/** An escaped sign, bold, slanted, a link: the first of them in a text. */
const INLINE = /\\([!-/:-@[-`{-~])|\*\*(\S|\S.*?\S)\*\*|\*([^*\s]|[^*\s][^*]*?[^*\s])\*|\[([^\]]+)\]\(([^\s()]+)\)|\n/su;

/** One Text a paragraph or list item. */
export function paragraphs(text: string): Text[] {
  if (!MARKDOWN.test(text)) return [{ runs: [{ text, strong: false, href: "" }], cites: [] }];
  const found = blocksOf(text).map((runs) => ({ runs, cites: [] }));
  return found.length > 0 ? found : [{ runs: [{ text, strong: false, href: "" }], cites: [] }];
}

function blocksOf(text: string): Run[][] {
  const blocks: Array<{ mark: string; lines: string[] }> = [];
  let open = false; // whether a line goes on with the block before it
  let number = 0;
  for (const line of text.split("\n")) {
    const item = ITEM.exec(line);
    const begins = item !== null && (!open || blocks[blocks.length - 1]?.mark !== "" || item[2] === undefined || item[2] === "1");
    if (item !== null && begins) {
      const last = blocks[blocks.length - 1]?.mark ?? "";
      if (item[2] !== undefined) number = /^\d/.test(last) ? number + 1 : Number(item[2]);
      blocks.push({ mark: item[2] === undefined ? "• " : `${number}. `, lines: [item[3] ?? ""] });
      open = true;
    } else if (line.trim() === "") {
      open = false;
    } else if (open) {
      blocks[blocks.length - 1]?.lines.push(line.trim());
    } else {
      blocks.push({ mark: "", lines: [line.trim()] });
      open = true;
    }
  }
  return blocks.map(({ mark, lines }) => {
    const runs = inline(lines.join("\n"), false, "");
    return mark === "" ? runs : [{ text: mark, strong: false, href: "" }, ...runs];
  });
}

function inline(text: string, strong: boolean, href: string): Run[] {
  const runs: Run[] = [];
  let plain = "";
  const flush = (): void => {
    if (plain !== "") runs.push({ text: plain, strong, href });
    plain = "";
  };
  let rest = text;
  for (let found = INLINE.exec(rest); found !== null; found = INLINE.exec(rest)) {
    const [whole, escaped, bold, slanted, label, target] = found;
    plain += rest.slice(0, found.index);
    rest = rest.slice(found.index + whole.length);
    if (escaped !== undefined) {
      plain += escaped;
      continue;
    }
    flush();
    if (bold !== undefined) runs.push(...inline(bold, true, href));
    else if (slanted !== undefined) runs.push(...inline(slanted, strong, href));
    else if (label !== undefined) runs.push(...inline(label, strong, OUTSIDE.test(target ?? "") ? (target as string) : ""));
    // Between Chinese lines there is no blank.
    else if (/[\x00-\x7f]$/.test(runs[runs.length - 1]?.text ?? "")) runs.push({ text: " ", strong: false, href: "" });
  }
  plain += rest;
  flush();
  return runs;
}
