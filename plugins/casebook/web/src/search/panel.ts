// The filters of the search page: a select a facet, selects in a row for the tree of regions, each with counts.

import { Cascade, optionText } from "../cascade";
import type { Choices } from "../facets";
import type { Filters, Label } from "./filters";
import { element } from "./hits";

/** In the order of the form; the buttons above the list choose the kind. */
export const FACETS: ReadonlyArray<readonly [string, string]> = [
  ["region", "地区"],
  ["theme", "主题"],
  ["level", "层级"],
  ["setting", "场景"],
  ["year", "年份"],
  ["note", "教学说明"],
];

type Counts = Readonly<Record<string, ReadonlyMap<string, number>>>;

interface Control {
  readonly name: string;
  draw(value: string, countOf: (value: string) => number): void;
}

export class Panel {
  readonly root = element("details", "cb-find__filters") as HTMLDetailsElement;
  private readonly body = element("div", "cb-find__fields");
  private readonly summary = element("summary", "cb-find__open", "筛选");
  private controls: Control[] = [];
  private filters: Filters | null = null;

  constructor(private readonly choose: (name: string, value: string) => void) {
    this.root.append(this.summary, this.body);
  }

  /** Says what goes on in place of the fields, such as that they are loading. */
  say(text: string): void {
    this.controls = [];
    this.filters = null;
    this.body.replaceChildren(element("p", "cb-find__wait", text));
  }

  /** Fields with their counts. Fields that are there stay, and with them the focus. */
  draw(filters: Filters, counts: Counts, choices: Choices): void {
    if (this.filters !== filters) {
      this.filters = filters;
      this.body.replaceChildren();
      this.controls = FACETS.map(([name, label]) => this.control(name, label));
    }
    const chosen = FACETS.filter(([name]) => choices[name] !== undefined).length;
    this.summary.textContent = chosen > 0 ? `筛选（已选 ${chosen} 项）` : "筛选";
    for (const control of this.controls) {
      control.draw(choices[control.name] ?? "", (value) => counts[control.name]?.get(value) ?? 0);
    }
  }

  private control(name: string, label: string): Control {
    const select = element("select", "cb-select") as HTMLSelectElement;
    select.id = `cb-find-${name}`;
    select.name = name;
    select.dataset["label"] = label;
    const title = element("label", "cb-find__label", label) as HTMLLabelElement;
    title.htmlFor = select.id;
    this.body.append(element("div", `cb-find__field cb-find__field--${name}`, title, select));
    if (name === "region") {
      const regions = this.filters?.labels["region"] ?? [];
      for (const [value, text, parent] of regions) {
        const option = optionOf(value, text);
        option.dataset["parent"] = regions[parent ?? -1]?.[0] ?? "";
        select.append(option);
      }
      const cascade = new Cascade(select, (value) => this.choose(name, value));
      return { name, draw: (value, countOf) => cascade.draw(value, countOf) };
    }
    select.addEventListener("change", () => this.choose(name, select.value));
    return { name, draw: (value, countOf) => fill(select, this.options(name), value, countOf) };
  }

  private options(name: string): readonly Label[] {
    if (name === "note") return [["yes", "有教学说明"]];
    if (name === "year") return [];
    return this.filters?.labels[name] ?? [];
  }

  /** Years are known by the hits alone: newest first. */
  drawYears(counts: ReadonlyMap<string, number>, value: string): void {
    const select = this.body.querySelector<HTMLSelectElement>("#cb-find-year");
    if (select === null) return;
    const years = [...new Set([...counts.keys(), ...(value === "" ? [] : [value])])].sort().reverse();
    fill(select, years.map((year) => [year, `${year}年`] as const), value, (year) => counts.get(year) ?? 0);
  }
}

function optionOf(value: string, text: string): HTMLOptionElement {
  const option = document.createElement("option");
  option.value = value;
  option.text = text;
  return option;
}

function fill(select: HTMLSelectElement, labels: readonly Label[], value: string, countOf: (value: string) => number): void {
  const options = labels
    .filter(([id]) => countOf(id) > 0 || id === value)
    .map(([id, label]) => optionOf(id, optionText(label, countOf(id))));
  select.replaceChildren(optionOf("", "全部"), ...options);
  select.value = value;
}
