// The page compare.html, a script of its own (assets/compare.js): which records, from the address; the table; what to say when it cannot be made.

import { choose, chosen, MOST } from "./choice";
import { recordsOf, type Compared } from "./data";
import { Picker } from "./picker";
import { tableOf } from "./table";

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Ids of the address, each once, at most MOST. */
export function idsOf(search: string): string[] {
  const asked = (new URLSearchParams(search).get("ids") ?? "").split(",").filter((id) => ID.test(id));
  return Array.from(new Set(asked)).slice(0, MOST);
}

class ComparePage {
  private readonly status = document.createElement("p");
  private readonly place = document.createElement("div");
  private readonly tools = document.createElement("div");
  private readonly picker = new Picker((id) => this.add(id));
  private ids: readonly string[] = [];
  private readonly shards: number;

  constructor(private readonly root: HTMLElement) {
    this.shards = Number(root.dataset["cbShards"] ?? "1");
    this.status.className = "cb-total";
    this.status.setAttribute("role", "status");
    this.tools.className = "cb-compare__tools";
    root.replaceChildren(this.picker.root, this.status, this.tools, this.place);
    this.fillTools();
    void this.show(this.asked());
  }

  /** Without ids in the address, what was chosen on other pages. */
  private asked(): string[] {
    const ids = idsOf(location.search);
    return ids.length > 0 ? ids : chosen().map((one) => one.id);
  }

  private fillTools(): void {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.autocomplete = "off";
    box.addEventListener("change", () => this.place.classList.toggle("cb-compare--differs", box.checked));
    label.append(box, "只看不同的");
    const print = document.createElement("button");
    print.type = "button";
    print.className = "md-button";
    print.textContent = "打印（横向）";
    print.addEventListener("click", () => window.print());
    this.tools.append(label, print);
    this.tools.hidden = true;
  }

  private async show(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) this.status.textContent = "正在读取……";
    const found = await recordsOf(ids, "", this.shards);
    const missing = ids.filter((id) => found.get(id) === null);
    const there = ids.filter((id) => found.get(id) !== null);
    const records = there.map((id) => found.get(id) as Compared);
    const alike = records.filter((record) => record.kind === records[0]?.kind);
    const kept = there.filter((id) => found.get(id)?.kind === records[0]?.kind);
    choose(kept.map((id) => ({ id, kind: found.get(id)?.kind ?? "", title: found.get(id)?.title ?? "" })));
    this.ids = kept;
    this.picker.set(alike[0] === undefined ? ["method", "case"] : [alike[0].kind], kept);
    this.picker.root.hidden = kept.length >= MOST;
    this.place.replaceChildren();
    this.tools.hidden = alike.length < 2;
    this.root.closest(".md-content__inner")?.classList.toggle("cb-comparing", alike.length > 1);
    if (alike.length > 1) this.place.append(this.table(alike, kept));
    this.say(alike, missing, records.length - alike.length);
  }

  private table(records: readonly Compared[], ids: readonly string[]): HTMLElement {
    const box = document.createElement("div");
    box.className = "cb-compare__scroll";
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "对比表");
    box.append(tableOf(records, "", (at) => this.drop(ids.filter((_, place) => place !== at))));
    return box;
  }

  private add(id: string): void {
    void this.go([...this.ids, id]).then(() => this.picker.focus());
  }

  private drop(ids: readonly string[]): void {
    void this.go(ids).then(() => (this.place.querySelector<HTMLElement>(".cb-compare__drop") ?? this.picker).focus());
  }

  private go(ids: readonly string[]): Promise<void> {
    try {
      history.replaceState(null, "", `${location.pathname}?ids=${ids.join(",")}`);
    } catch {
      // Some browsers refuse new addresses on file://: the table changes all the same.
    }
    return this.show(ids);
  }

  private say(records: readonly Compared[], missing: readonly string[], others: number): void {
    const told = [];
    if (records.length > 1) told.push(`对比 ${records.length} 个`);
    if (records.length === 1) told.push(`只选了“${records[0]?.title ?? ""}”，再选一个才能对比`);
    if (records.length === 0) told.push("还没有选。在上面找，去工作法或案例的列表里点“加入对比”，或者从下面的几对里挑");
    if (missing.length > 0) told.push(`没有找到 ${missing.join("、")}，可能改了名或撤下了，刷新再试`);
    if (others > 0) told.push(`工作法和案例不能混着比，略去了 ${others} 个`);
    this.status.textContent = `${told.join("。")}。`;
  }
}

window.casebookCompareOn = (root) => void new ComparePage(root);
