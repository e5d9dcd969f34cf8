// A tree in one long select becomes a row of selects: 省 → 市 → 县 → 具体地方, each showing what lies in the one before.

export interface Branch {
  value: string;
  label: string;
  parent: string;
}

/** The branches of a select whose options carry data-parent, parents first. */
export function branchesOf(select: HTMLSelectElement): Branch[] {
  return Array.from(select.options)
    .filter((option) => option.value !== "")
    .map((option) => ({ value: option.value, label: option.dataset["label"] ?? option.text, parent: option.dataset["parent"] ?? "" }));
}

/** From the root down to `value`; empty for no value or an unknown one. */
export function pathTo(branches: readonly Branch[], value: string): Branch[] {
  const byValue = new Map(branches.map((branch) => [branch.value, branch]));
  const path: Branch[] = [];
  for (let here = byValue.get(value); here !== undefined; here = byValue.get(here.parent)) path.unshift(here);
  return path;
}

export type CountOf = (value: string) => number;

/** What an option says: its label and how many records it would leave. */
export function optionText(label: string, count: number): string {
  return `${label}（${count}）`;
}

function optionOf(text: string, value: string): HTMLOptionElement {
  const option = document.createElement("option");
  option.value = value;
  option.text = text;
  return option;
}

export class Cascade {
  private readonly branches: Branch[];
  private readonly row: HTMLElement;

  /** Puts the row where `original` stands; `original` keeps the value and the label, unseen. */
  constructor(
    private readonly original: HTMLSelectElement,
    private readonly chosen: (value: string) => void,
  ) {
    this.branches = branchesOf(original);
    this.row = document.createElement("div");
    this.row.className = "cb-cascade";
    original.hidden = true;
    original.after(this.row);
  }

  /** Draws one select a level, as far down as the choice leads; the selects that stay are kept, so focus stays too. */
  draw(value: string, countOf: CountOf): void {
    this.original.value = value;
    const path = pathTo(this.branches, value);
    const parents = ["", ...path.map((branch) => branch.value)];
    const levels = parents
      .map((parent) => this.branches.filter((branch) => branch.parent === parent))
      .filter((level) => level.length > 0);
    const selects = Array.from(this.row.querySelectorAll("select"));
    selects.slice(levels.length).forEach((select) => select.remove());
    levels.forEach((level, depth) => {
      const select = selects[depth] ?? this.added(depth);
      this.fill(select, level, parents[depth] ?? "", path[depth]?.value ?? "", countOf);
    });
  }

  private added(depth: number): HTMLSelectElement {
    const select = document.createElement("select");
    select.className = "cb-select";
    const label = this.original.dataset["label"] ?? "";
    // The first takes over the id, so that the form's <label> names it.
    if (depth === 0) {
      select.id = this.original.id;
      this.original.removeAttribute("id");
    } else {
      select.setAttribute("aria-label", `${label}，第 ${depth + 1} 级`);
    }
    select.addEventListener("change", () => this.chosen(select.value === "" ? (select.dataset["above"] ?? "") : select.value));
    this.row.append(select);
    return select;
  }

  private fill(select: HTMLSelectElement, level: Branch[], above: string, value: string, countOf: CountOf): void {
    select.dataset["above"] = above;
    const options = level.map((branch) => {
      const count = countOf(branch.value);
      const option = optionOf(optionText(branch.label, count), branch.value);
      option.disabled = count === 0 && branch.value !== value;
      return option;
    });
    select.replaceChildren(optionOf(above === "" ? "全部" : "其下全部", ""), ...options);
    select.value = value;
  }
}
