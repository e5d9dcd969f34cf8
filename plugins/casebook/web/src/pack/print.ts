// An outline as a page to print, or to keep as PDF by printing it.

import { el } from "../course/dom";
import { Footnotes } from "./citing";
import { answerLine, choicesOf, type Block, type Outline, type Question, type Steps, type Table, type Text } from "./outline";

/** The whole document; footnotes stand behind each section, for browsers set none at the foot of a sheet. */
export function printedOutline(outline: Outline): HTMLElement {
  const setter = new Setter(outline);
  const sections = outline.sections.filter((section) => section.kind !== "break").map((section) => setter.section(section.title, section.blocks));
  const references = outline.references.map((one) => el("li", {}, `[${one.no}] ${one.text}`));
  return el(
    "article",
    { class: "cb-printed" },
    el("header", {}, el("p", { class: "cb-printed__title" }, outline.title), el("p", {}, `${outline.edition_label}　${outline.site}`)),
    ...sections,
    references.length > 0 && el("section", {}, el("h2", {}, "参考文献"), el("ul", { class: "cb-bare" }, ...references)),
  );
}

class Setter {
  private readonly notes: Footnotes;
  private waiting: string[] = [];

  constructor(outline: Outline) {
    this.notes = new Footnotes(outline.references);
  }

  section(title: string, blocks: readonly Block[]): HTMLElement {
    this.notes.beginSection();
    const section = el("section", {}, el("h2", {}, title), ...blocks.flatMap((block) => this.block(block)));
    if (this.waiting.length > 0) section.append(el("ul", { class: "cb-bare cb-printed__notes" }, ...this.waiting.map((note) => el("li", {}, note))));
    this.waiting = [];
    return section;
  }

  private text(text: Text): Array<Node | string> {
    const nodes: Array<Node | string> = text.runs.map((run) => (run.strong ? el("strong", {}, run.text) : run.text));
    const citation = this.notes.cite(text.cites);
    if (citation === null) return nodes;
    if (citation.note !== "") this.waiting.push(citation.note);
    return [...nodes, el("sup", {}, citation.mark)];
  }

  private p(text: Text, look = "body", before = ""): HTMLElement {
    return el("p", { class: `cb-printed__${look}` }, before !== "" && el("strong", {}, before), ...this.text(text));
  }

  private block(block: Block): HTMLElement[] {
    switch (block.kind) {
      case "heading":
        return [el(block.level === 1 ? "h3" : "h4", {}, block.text)];
      case "paragraph":
        return [this.p(block.text, block.look)];
      case "items":
        return [el(block.ordered ? "ol" : "ul", {}, ...block.items.map((item) => el("li", {}, ...this.text(item))))];
      case "facts":
        return [el("table", {}, el("tbody", {}, ...block.rows.map(([name, value]) => el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, ...this.text(value))))))];
      case "table":
        return [this.table(block)];
      case "steps":
        return this.steps(block);
      case "picture":
        return [el("figure", {}, el("img", { src: `media/${block.file}`, alt: block.alt }), el("figcaption", {}, block.caption))];
      case "question":
        return this.question(block);
      case "lines":
        return Array.from({ length: block.count }, () => el("p", { class: "cb-printed__line" }));
    }
  }

  private table(table: Table): HTMLElement {
    const whole = table.widths.reduce((sum, share) => sum + share, 0);
    const head = table.head.map((name, at) => {
      const cell = el("th", { scope: "col" }, name);
      cell.style.width = `${((table.widths[at] ?? 0) / whole) * 100}%`;
      return cell;
    });
    const rows = table.rows.map((row) => el("tr", {}, ...row.map((text, at) => el("td", table.right.includes(at) ? { class: "cb-num" } : {}, ...this.text(text)))));
    return el("table", { class: "cb-printed__table" }, el("caption", {}, table.caption), el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows));
  }

  private steps(steps: Steps): HTMLElement[] {
    return [
      ...steps.items.flatMap((step) => [
        el("p", {}, el("strong", {}, `${step.no}．${step.name}${step.stage}`)),
        ...step.how.map((how) => this.p(how)),
        ...step.facts.map(([name, value]) => el("p", { class: "cb-printed__note" }, `${name}：${value}`)),
      ]),
      ...(steps.missing === "" ? [] : [el("p", { class: "cb-printed__notice" }, steps.missing)]),
    ];
  }

  private question(question: Question): HTMLElement[] {
    const mark = question.type === "思考" ? `${question.no}．` : `${question.no}．（${question.type}）`;
    const { answer } = question;
    return [
      ...question.stem.map((one, at) => this.p(one, "body", at === 0 ? mark : "")),
      ...choicesOf(question).map((choice) => el("p", { class: "cb-printed__option" }, choice)),
      ...question.hint.map((one, at) => this.p(one, "body", at === 0 ? "参考思路：" : "")),
      ...(answer === null ? [] : [el("p", { class: "cb-printed__notice" }, `答案：${answerLine(question)}`), ...answer.explanation.map((one) => this.p(one))]),
    ];
  }
}
