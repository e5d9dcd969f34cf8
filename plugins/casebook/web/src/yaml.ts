// Plain data as YAML in the one layout that `casebook fmt` gives: check/layout.py says when a text stands without quotes.

export type Plain = string | number | readonly Plain[] | { readonly [key: string]: Plain | undefined };

const KEY = /^[A-Za-z_][\w-]*$/;
const HAN = /[\u3400-\u9fff\u{20000}-\u{3ffff}]/u;
const NOT_PLAIN = /^[\s\-?:,[\]{}#&*!|>'"%@`]|: |:$|\s#|[\n\t]|\s$/;
/** Ids of several words: no word of YAML's own is written so. */
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/;
const CONTROL = /[\x00-\x1f\x7f-\x9f]/;

function quoted(text: string): string {
  if (text.includes('"') && !CONTROL.test(text)) return `'${text.replace(/'/g, "''")}'`;
  const named: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r" };
  return `"${Array.from(text, (char) => named[char] ?? char).join("")}"`;
}

function scalar(value: string | number): string {
  if (typeof value === "number") return String(value);
  return ID.test(value) || (HAN.test(value) && !NOT_PLAIN.test(value)) ? value : quoted(value);
}

/** A text of several lines as they are; '' when it can only stand in quotes. */
function literal(text: string, pad: string): string {
  if (!text.includes("\n") || CONTROL.test(text.replace(/\n/g, "")) || /^[ \n]/.test(text)) return "";
  const body = text.replace(/\n$/, "");
  const end = body === text ? "-" : body.endsWith("\n") ? "+" : "";
  return [`|${end}`, ...body.split("\n").map((line) => (line === "" ? "" : pad + line))].join("\n");
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

/** The lines below a key; `pad` is the indent of these lines. */
function block(value: readonly Plain[] | { readonly [key: string]: Plain | undefined }, pad: string): string[] {
  if (isList(value)) return value.flatMap((one) => item(one, pad));
  return Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : entry(key, one, pad)));
}

function item(value: Plain, pad: string): string[] {
  if (typeof value !== "object") return [`${pad}- ${literal(String(value), `${pad}  `) || scalar(value)}`];
  const lines = block(value, `${pad}  `);
  return [`${pad}- ${(lines[0] ?? "").trimStart()}`, ...lines.slice(1)];
}

function entry(name: string, value: Plain, pad: string): string[] {
  const key = KEY.test(name) ? name : scalar(name);
  if (typeof value === "object") return [`${pad}${key}:`, ...block(value, `${pad}  `)];
  return [`${pad}${key}: ${literal(String(value), `${pad}  `) || scalar(value)}`];
}

/** A record's file, `kind` of record first. Keys stand in the order given; undefined ones and empty lists are left out. */
export function recordYaml(kind: string, record: { readonly [key: string]: Plain | undefined }): string {
  const told = Object.entries(record).filter(([, value]) => value !== undefined && !(isList(value) && value.length === 0));
  return [`# yaml-language-server: $schema=../../schemas/${kind}.schema.json`, ...told.flatMap(([key, value]) => entry(key, value as Plain, "")), ""].join("\n");
}
