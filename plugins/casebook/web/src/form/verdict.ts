// All that is wrong with a record, in the words of messages.py.

import { checkLinks, type Around } from "./links";
import { checkPrivate } from "./privacy";
import { checkRules } from "./rules";
import { checkShape } from "./shape";
import type { Finding, FormData, Part } from "./shapes";

export interface Said {
  readonly level: string;
  readonly text: string;
  readonly hint: string;
}

export function say(data: FormData, finding: Finding): Said {
  const [level, text, hint] = data.messages[finding.code] ?? ["error", finding.code, ""];
  const filled = (words: string): string => words.replace(/\{(\w+)\}/g, (_, name: string) => finding.values[name] ?? "");
  return { level, text: filled(text), hint: filled(hint) };
}

/** Shape and private persons first; then what rules and links say, as far as the record is there. */
export async function checkRecord(around: Around, kind: string, part: Part): Promise<Finding[]> {
  const model = around.data.kinds[kind]?.model ?? "";
  const own = [...checkShape(around.data, model, part), ...checkPrivate(around.data, kind, part)];
  return [...own, ...checkRules(around.data, kind, part), ...(await checkLinks(around, kind, part))];
}
