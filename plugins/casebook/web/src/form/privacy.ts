// What must not become public about a private person: check/privacy.py's patterns, held against every text of a record.

import { leavesOf, type Finding, type FormData, type Part } from "./shapes";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Browsers before 2023 may not look behind: there the sign before a number is not looked at. */
function pattern(source: string): RegExp {
  try {
    return new RegExp(source, "g");
  } catch {
    return new RegExp(source.replace(/^\(\?<!\[[^\]]*\]\)/, ""), "g");
  }
}

const narrow = (text: string): string => text.replace(/[０-９＠]/g, (sign) => (sign === "＠" ? "@" : String.fromCharCode(sign.charCodeAt(0) - 0xfee0)));

/** Whether the place lies inside a web address, whose digits are a page's number. */
const inAddress = (text: string, start: number): boolean => (text.slice(Math.max(0, start - 500), start).split(/[\s"'“”（）<>，。；]/).pop() ?? "").includes("://");

/** Whether the last sign checks the seventeen before it: GB 11643-1999. */
function isIdentity(number: string): boolean {
  const total = WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(number[at]), 0);
  return "10X98765432"[total % 11] === number.slice(-1).toUpperCase();
}

/** The message never repeats what was found. */
export function checkPrivate(data: FormData, kind: string, part: Part): Finding[] {
  const found: Finding[] = [];
  for (const { value, at } of leavesOf(data, data.kinds[kind]?.model ?? "", part)) {
    const text = narrow(value);
    const each = (name: string): RegExpMatchArray[] => (data.private[name] === undefined ? [] : [...text.matchAll(pattern(data.private[name] as string))]);
    const tell = (code: string, shown: string): number => found.push({ code, at, values: { shown } });
    for (const match of each("mobile")) {
      const number = match[1] ?? "";
      if (!inAddress(text, match.index ?? 0)) tell("CB331", number.slice(0, 3) + number.slice(3, -4).replace(/\d/g, "*") + number.slice(-4));
    }
    for (const match of each("identity")) if (isIdentity(match[0]) && !inAddress(text, match.index ?? 0)) tell("CB332", `${match[1] ?? ""}************`);
    for (const match of each("mail")) if (!inAddress(text, match.index ?? 0)) tell("CB333", match[0].replace(/^[^@]*/, (user) => "*".repeat(user.length)));
    for (const match of each("door")) tell("CB334", match[0].replace(/\d/g, "*"));
    for (const match of each("resident")) {
      if (!new RegExp(data.private["anonymous"] ?? "$^").test(match[0])) tell("CB334", `${match[0].slice(0, -2).replace(/\d/g, "*")}**`);
    }
  }
  return found;
}
