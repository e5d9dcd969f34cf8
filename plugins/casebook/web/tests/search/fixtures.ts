// The files of a small index, as index/shards.py writes them; delivered in place of script tags.

import { shardOf, termKey } from "../../src/search/postings";
import { FORMAT } from "../../src/search/shards";
import { DIGITS } from "../../src/search/words";
import type { Row } from "../../src/search/find";

export interface Doc extends Omit<Row, "facts"> {
  readonly text: string;
}

const KINDS = [["method", "工作法", 2] as const, ["case", "案例", 3] as const];
export const DOCS: readonly Doc[] = [
  { url: "methods/a.html", title: "由民做主", aliases: ["由民作主"], summary: "居民<b>议事</b>", text: "居民自己办" },
  { url: "methods/b.html", title: "敲门法", aliases: [], summary: "上门听意见", text: "每月一次\n登记在册" },
  { url: "cases/c.html", title: "某社区议事", aliases: [], summary: "楼道里议事", text: "楼道堆物由居民议定" },
];

const LETTERS = [...DIGITS.keys()];

function digits(value: number): string {
  let text = "";
  for (; value >= 70; value = Math.floor(value / 20)) {
    value -= 70;
    text += LETTERS[70 + (value % 20)] as string;
  }
  return text + (LETTERS[value] as string);
}

/** term → groups: 由民做主 in names of 0; 议事 in the summary of 0 and the name of 2; 居民 in all texts' places below. */
const TERMS: Record<string, string> = {
  由民: "      #",
  民做: "      #",
  做主: "      #",
  议事: "    #  %",
  居民: "#$",
  民议: "#$",
  上门: "  $",
  社区: "`&      %",
  市民: `\`${digits(90_000)}      %`,
  由_: "    #",
  做_: "    #",
  主_: "    #",
};
const NAMES: Record<string, string> = { "<由民": "做主:0 作主:1", ">做主": "由民:0", ">作主": "由民:1", "=敲门法": ":2", "@youm": "inzuozhu:0 inzuozhu:1", "~ymz": "z:0 z:1", "@qiao": "menfa:2", "~qmf": ":2" };

/** 社区 is so frequent that only one of its three documents stands in its first file, and 市民 so much that the others are many. */
const TAILS = { 社区: "    $  #", 市民: "    $  #" };
const [FIRST, SECOND] = [
  { theme: "# #", region: "$", level: "", setting: "", note: "", date: "", evidence: "" },
  { theme: "", region: "#", level: "", setting: "", note: "$", date: "", evidence: "#" },
];

/** Plain terms as steps from hash to hash, then the odd ones as they are. */
function termShard(table: Record<string, string>, number: number, count: number): string {
  const keys = Object.keys(table).filter((key) => shardOf(key, count) === number);
  let last = number * (2 ** 32 / count);
  const plain = keys.filter((key) => typeof termKey(key) === "number").sort((left, right) => Number(termKey(left)) - Number(termKey(right)));
  const lines = plain.map((key) => {
    const step = Number(termKey(key)) - last;
    last += step;
    return digits(step) + (table[key] as string);
  });
  return [...lines, ...keys.filter((key) => !plain.includes(key)).map((key) => `\`${key} ${table[key] as string}`)].join("!");
}

export interface Options {
  readonly edition?: string;
  readonly version?: string;
  readonly terms?: number;
  readonly format?: number;
}

/** Content of a file below search/, or null when there is none; the arguments of its call. */
export function file(path: string, { edition = "e1", version = "v1", terms = 4, format = FORMAT }: Options = {}): [string, number, string, unknown] | null {
  const [family = "", number = "0"] = path.replace(/^search\/|\.js$/g, "").split("/");
  const at = Number(number);
  switch (family) {
    case "index":
      return ["m", 0, edition, { format, version, docs: 3, kinds: KINDS, terms, names: 1, tails: 1, rows: 2, texts: 2, chunk: 2, same: [["议事", "商量"]] }];
    case "fold":
      return ["f", 0, "", ""];
    case "t":
      return ["t", at, edition, termShard(TERMS, at, terms)];
    case "n":
      return ["n", at, edition, Object.entries(NAMES).map((line) => line.join(" ")).join("!")];
    case "c":
      return ["c", at, edition, termShard(TAILS, at, 1)];
    case "pinyin":
      return ["p", 0, "", { you: "由尤", min: "民敏", zuo: "做作坐", zhu: "主住" }];
    case "facets":
      return ["v", 0, edition, { theme: [["yi-shi", "议事"]], region: [["37", "山东省", -1], ["3707", "潍坊市", 0]], level: [], setting: [] }];
    case "g":
      return ["g", at, edition, at === 0 ? FIRST : SECOND];
    case "d":
      return ["d", at, edition, DOCS.slice(at * 2, at * 2 + 2).map((doc) => [doc.url, doc.title, doc.aliases, doc.summary, []])];
    case "x":
      return ["x", at, edition, DOCS.slice(at * 2, at * 2 + 2).map((doc) => doc.text)];
    default:
      return null;
  }
}

/** Answers script tags from `serve`; returns the paths asked for, without the base. Undo with the returned function. */
export function answerScripts(serve: (path: string, query: string) => [string, number, string, unknown] | null): { asked: string[]; undo: () => void } {
  const asked: string[] = [];
  const { append } = document.head;
  document.head.append = (...nodes: Array<Node | string>): void => {
    for (const node of nodes) {
      const script = node as HTMLScriptElement;
      const url = new URL(script.src);
      const path = url.pathname.slice(1);
      asked.push(path);
      const call = serve(path, url.search);
      queueMicrotask(() => {
        if (call !== null) window.casebookSearch?.(...call);
        script.dispatchEvent(new Event(call === null ? "error" : "load"));
      });
    }
  };
  return { asked, undo: () => (document.head.append = append) };
}
