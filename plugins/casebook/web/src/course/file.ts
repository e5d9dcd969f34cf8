// The bundle course-file.js: a pack's YAML file as a draft, loaded when a file is opened. Says what is wrong and in which line.

import { LineCounter, parseDocument, type YAMLError } from "yaml";

import type { Draft } from "./draft";
import { draftOf } from "./pack";

type Told = (line: number, what: string) => void;

declare global {
  interface Window {
    casebookReadPack?: (text: string, told: Told) => Draft | null;
  }
}

/** What the library calls them → what the reader can do. */
const WORDS: Readonly<Partial<Record<YAMLError["code"], string>>> = {
  BAD_INDENT: "缩进对不齐，同一层的行要从同一列开始",
  BAD_ALIAS: "不能用 * 和 & 引用别处的内容",
  DUPLICATE_KEY: "同一个键写了两次，只留一个",
  MISSING_CHAR: "少了冒号、引号或括号；冒号要用半角的“: ”，后面空一格",
  TAB_AS_INDENT: "缩进不能用制表符，请用空格",
  MULTIPLE_DOCS: "一个文件只放一个课程包，去掉 --- 后面的内容",
  BAD_SCALAR_START: "文字不能用 @、` 或 % 开头，请加引号",
};

/** Of a course that somebody could teach; what is larger is another kind of file. */
const MOST = 500_000;

window.casebookReadPack = (text, told) => {
  if (text.length > MOST) {
    told(1, "文件太大，不像课程包");
    return null;
  }
  const lines = new LineCounter();
  const lineOf = (offset: number): number => lines.linePos(offset).line || 1;
  // Failsafe: all is text, as the command line has it; no tags, no anchors.
  const doc = parseDocument(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false, keepSourceTokens: false });
  for (const error of doc.errors.slice(0, 5)) told(lineOf(error.pos[0]), WORDS[error.code] ?? "这里的写法不对，请对照一份现成的课程包文件");
  if (doc.errors.length > 0) return null;
  let record: unknown;
  try {
    record = doc.toJS({ maxAliasCount: 0 });
  } catch {
    told(1, "不能用 * 和 & 引用别处的内容");
    return null;
  }
  return draftOf(record, (at, what) => {
    for (let length = at.length; length >= 0; length--) {
      const node = length === 0 ? doc.contents : (doc.getIn(at.slice(0, length), true) as { range?: readonly number[] | null } | undefined);
      if (node?.range) return told(lineOf(node.range[0] as number), what);
    }
    told(1, what);
  });
};
