// The rules of check/rules.py that one record can be held to alone. They take what is there: a form is checked while it is filled.

import { MINUTES_ROUNDED } from "../pack/compose";
import { spanOf } from "./dates";
import { narrow } from "./shape";
import { isPart, leavesOf, listIn, partsIn, textIn, textsIn, type Finding, type FormData, type Loc, type Part } from "./shapes";

const HAPPENED = ["已实施", "推进中", "试点"];
const NEEDS_REF = ["案例", "工作法", "政策", "教学说明"];
const CHOSEN = ["案例", "工作法", "政策"];

/** Whether somebody has done it or is doing it: ClaimStage.happened. */
export const happened = (stage: string): boolean => HAPPENED.includes(stage);

export function checkRules(data: FormData, kind: string, part: Part): Finding[] {
  return [
    ...statusIsExplained(part),
    ...nothingIsListedTwice(kind, part),
    ...citedSourcesAreListed(data, kind, part),
    ...countsUp(kind, part),
    ...datesAreInOrder(data, kind, part),
    ...validityMatchesChain(kind, part),
    ...noteAddsUp(kind, part),
    ...packAddsUp(kind, part),
    ...practiceIsTold(kind, part),
    ...inferredDatesSayFromWhat(part),
    ...theNextReviewIsLater(part),
  ];
}

const told = (code: string, at: Loc, values: Record<string, string> = {}): Finding => ({ code, at, values });

function statusIsExplained(part: Part): Finding[] {
  const status = textIn(part, "status");
  if (status === "被替代" && textIn(part, "superseded_by") === "") return [told("CB302", ["status"])];
  return status === "已撤回" && textIn(part, "withdrawn_reason") === "" ? [told("CB303", ["status"])] : [];
}

function repeated(values: readonly string[], at: (index: number) => Loc): Finding[] {
  return values.flatMap((value, index) => (value !== "" && values.indexOf(value) < index ? [told("CB304", at(index), { value })] : []));
}

function nothingIsListedTwice(kind: string, part: Part): Finding[] {
  const plain = (name: string): Finding[] => repeated(textsIn(part, name), (index) => [name, index]);
  const behind = (first: string, name: string): Finding[] => repeated([textIn(part, first), ...textsIn(part, name)], (index) => [name, index - 1]);
  const inside = (name: string, key: string): Finding[] =>
    repeated(partsIn(part, name).map((one) => (key === "locator" ? narrow(textIn(one, key)) : textIn(one, key))), (index) => [name, index, key]);
  return [
    ...behind("title", "aliases"),
    ...["keywords", "themes", "sources", "redirect_from"].flatMap(plain),
    ...(kind === "case" ? [...behind("region", "more_regions"), ...inside("media", "file")] : []),
    ...(kind === "source" ? inside("sections", "locator") : []),
  ];
}

function citedSourcesAreListed(data: FormData, kind: string, part: Part): Finding[] {
  const model = data.kinds[kind]?.model ?? "";
  if (kind === "source" || data.models[model]?.some((field) => field.name === "sources") !== true) return [];
  const sources = textsIn(part, "sources");
  return leavesOf(data, model, part)
    .filter((leaf) => leaf.shape.type === "cite")
    .flatMap((leaf) => {
      const source = narrow(leaf.value).split(" ")[0] ?? "";
      return sources.includes(source) ? [] : [told("CB308", leaf.at, { source })];
    });
}

function countsUp(kind: string, part: Part): Finding[] {
  const list = kind === "note" ? "objectives" : kind === "method" ? "steps" : "";
  const items = list === "" ? [] : partsIn(part, list);
  const found = items.flatMap((item, index) => {
    const no = textIn(item, "no");
    return no === "" || Number(no) === index + 1 ? [] : [told("CB305", [list, index, "no"], { no: String(Number(no)), expected: String(index + 1) })];
  });
  const declared = textIn(part, "declared_steps");
  if (kind === "method" && declared !== "" && Number(declared) < items.length) {
    found.push(told("CB306", ["declared_steps"], { declared: String(Number(declared)), count: String(items.length) }));
  }
  return found;
}

const PAIRS: Readonly<Record<string, ReadonlyArray<readonly [string, string]>>> = {
  policy: [["issued", "effective_from"], ["issued", "effective_to"], ["effective_from", "effective_to"]],
  source: [["published", "accessed"]],
};

function datesAreInOrder(data: FormData, kind: string, part: Part): Finding[] {
  const titleOf = (name: string): string => data.models[data.kinds[kind]?.model ?? ""]?.find((field) => field.name === name)?.title ?? name;
  return (PAIRS[kind] ?? []).flatMap(([earlier, later]) => {
    const [before, value] = [textIn(part, earlier), textIn(part, later)];
    const [first, second] = [spanOf(before), spanOf(value)];
    if (first === null || second === null || first[0] <= second[1]) return [];
    return [told("CB307", [later], { first: titleOf(earlier), second: titleOf(later), value, before })];
  });
}

function validityMatchesChain(kind: string, part: Part): Finding[] {
  return kind === "policy" && textIn(part, "replaced_by") !== "" && textIn(part, "validity") === "有效" ? [told("CB314", ["validity"])] : [];
}

/** Minutes of a list; NaN as long as one of them is not there. */
const minutesOf = (items: readonly Part[]): number => items.reduce((sum, item) => sum + Number(textIn(item, "minutes") || Number.NaN), 0);

function noteAddsUp(kind: string, part: Part): Finding[] {
  if (kind !== "note") return [];
  const total = minutesOf(partsIn(part, "plan"));
  const wanted = Number(textIn(part, "class_minutes") || Number.NaN);
  const found = total > wanted || total < wanted ? [told("CB309", ["plan"], { total: String(total), wanted: String(wanted) })] : [];
  const numbers = partsIn(part, "objectives").map((one) => Number(textIn(one, "no")));
  partsIn(part, "questions").forEach((question, index) => {
    const no = textIn(question, "objective");
    if (no !== "" && !numbers.includes(Number(no))) found.push(told("CB310", ["questions", index, "objective"], { no: String(Number(no)) }));
  });
  return [...found, ...partsIn(part, "quiz").flatMap((item, index) => quizItem(item, ["quiz", index]))];
}

function quizItem(item: Part, at: Loc): Finding[] {
  const [type, options, answers] = [textIn(item, "type"), textsIn(item, "options"), textsIn(item, "answer")];
  const wrong = (what: string, where: Loc = [...at, "answer"]): Finding => told("CB311", where, { what });
  const found: Finding[] = [];
  if (answers.length === 0) return found; // shape.ts says so
  if (type === "判断" && answers.some((answer) => answer !== "对" && answer !== "错")) found.push(wrong("判断题的答案只能是 对 或 错"));
  if (type === "单选" || type === "多选") {
    if (options.length < 2) found.push(wrong("选择题至少要有两个选项", at));
    for (const answer of answers) if (!options.includes(answer)) found.push(wrong(`答案“${answer}”不在选项里`));
  }
  if ((type === "单选" || type === "判断") && answers.length !== 1) found.push(wrong(`${type}题只能有一个答案`));
  return found;
}

function packAddsUp(kind: string, part: Part): Finding[] {
  if (kind !== "pack") return [];
  const units = partsIn(part, "units");
  const [total, wanted] = [minutesOf(units), Number(textIn(part, "hours") || Number.NaN) * 60];
  const found = Math.abs(total - wanted) > MINUTES_ROUNDED ? [told("CB312", ["units"], { total: String(total), wanted: String(wanted) })] : [];
  units.forEach((unit, index) => {
    const type = textIn(unit, "type");
    if (textIn(unit, "query") !== "") {
      if (textIn(unit, "ref") !== "" || !CHOSEN.includes(type)) found.push(told("CB319", ["units", index, "query"]));
      return;
    }
    if (type === "" || textIn(unit, "ref") !== "") return;
    if (NEEDS_REF.includes(type)) found.push(told("CB313", ["units", index], { type }));
    else if (textIn(unit, "title") === "") found.push(told("CB315", ["units", index], { type }));
  });
  return found;
}

function practiceIsTold(kind: string, part: Part): Finding[] {
  if (kind === "method") return textIn(part, "status") === "已发布" && listIn(part, "stage").length === 0 ? [told("CB316", ["stage"])] : [];
  if (kind !== "case") return [];
  return partsIn(part, "results").flatMap((figure, index) => {
    const [stage, nature] = [textIn(figure, "stage"), textIn(figure, "nature") || "成效"];
    return stage !== "" && happened(stage) === (nature === "目标") ? [told("CB317", ["results", index, "nature"], { stage, nature })] : [];
  });
}

function inferredDatesSayFromWhat(part: Part): Finding[] {
  return partsIn(part, "milestones").flatMap((point, index) => {
    const on = textIn(point, "on");
    return on.includes("?") && textIn(point, "note") === "" ? [told("CB318", ["milestones", index, "on"], { on })] : [];
  });
}

function theNextReviewIsLater(part: Part): Finding[] {
  const reviewed = part["reviewed"];
  if (!isPart(reviewed)) return [];
  const [before, value] = [textIn(reviewed, "on"), textIn(reviewed, "next_review")];
  const [first, second] = [spanOf(before), spanOf(value)];
  if (first === null || second === null || first[0] <= second[1]) return [];
  return [told("CB307", ["reviewed", "next_review"], { first: "审核日期", second: "下次复核", value, before })];
}
