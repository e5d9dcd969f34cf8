// The page form.html: which record, its fields, what is wrong, and what comes out at the end.

import type { Finder } from "../search/find";
import { syllablesOf } from "../search/lookup";
import { describe, fresh, isTouched, renumber, saidBox, showFindings, type Bench, type Found } from "./bench";
import { button, made, option } from "./dom";
import { fieldBox, labelOf } from "./fields";
import { finishBox } from "./finish";
import { learn, idOf } from "./ids";
import { Known } from "./known";
import { nearTitles, rowsOf } from "./near";
import { Regions } from "./regions";
import { around, isBlank, textIn, type Field, type Finding, type FormData, type Loc, type Part, type Plain } from "./shapes";
import { Store, type Draft } from "./store";
import { checkRecord, say } from "./verdict";

const PAUSE = 300;

export interface Place {
  readonly base: string;
  readonly shards: number;
  /** Template of the host's page for a new file; '' for none. */
  readonly newUrl: string;
}

export class Form implements Bench {
  readonly store: Store;
  /** Of templates/form.html.j2: it is there before any script. */
  private readonly chooser: HTMLElement | null;
  private readonly top = made("div", "cb-form__top");
  private readonly body = made("div", "cb-form__body");
  private readonly end = made("div", "cb-form__end");
  private readonly kept = made("span", "cb-form__kept");
  private readonly meter = made("progress");
  private readonly told = made("span", "cb-form__told");
  private readonly near = made("div", "cb-near");
  private readonly touched = new Map<Draft, string[]>();
  private attempted = false;
  private findings: readonly Finding[] = [];
  private timer = 0;
  private turn = 0;
  private register: Promise<Regions | null> | null = null;
  private nearTo = "";

  constructor(
    private readonly root: HTMLElement,
    readonly data: FormData,
    readonly known: Known,
    private readonly finder: Finder,
    private readonly place: Place,
  ) {
    this.store = new Store(data);
    this.chooser = root.querySelector<HTMLElement>(".cb-kinds");
    this.kept.setAttribute("role", "status");
    this.near.setAttribute("role", "status");
    this.store.onChange(() => this.changed());
  }

  /** Goes on with what was kept on this device, or asks what is to be written. */
  start(): void {
    this.root.append(this.top, this.body, this.end);
    this.store.recall();
    this.draw();
    document.documentElement.classList.remove("cb-draft");
    // What was typed in the last moment. Not what was typed before: another window may have gone on with it.
    window.addEventListener("pagehide", () => {
      if (this.timer !== 0 && this.store.drafts.length > 0) this.store.keep();
    });
    // The table of sounds makes ids; whoever types meanwhile gets one as soon as it is there.
    void this.finder
      .find("居民")
      .then(async (found) => learn(await syllablesOf(found.build.shards)))
      .then(() => this.renameAll())
      .catch(() => undefined);
  }

  /** Begins the first record. */
  choose(kind: string): void {
    if (this.store.drafts.length > 0) return; // a second click, before the first was answered
    this.store.add(kind, "");
    this.draw();
    this.body.querySelector<HTMLElement>("input")?.focus();
  }

  regions = (): Promise<Regions | null> =>
    (this.register ??= Regions.of(this.place.base).then((regions) => {
      if (regions === null) this.register = null;
      return regions;
    }));

  search = async (words: string, kinds: readonly string[]): Promise<Found[]> => {
    try {
      return await rowsOf(await this.finder.find(words), kinds, 8);
    } catch {
      return [];
    }
  };

  begin = (kind: string, title: string): string => {
    const id = this.store.add(kind, title);
    this.drawTop();
    return id;
  };

  touch = (at: Loc): void => {
    const list = this.touched.get(this.store.draft) ?? [];
    const key = JSON.stringify(at);
    if (!list.includes(key)) this.touched.set(this.store.draft, [...list, key]);
    this.later();
  };

  show = (): void => {
    const touched = this.touched.get(this.store.draft) ?? [];
    showFindings(this.body, this.data, this.findings, (at) => this.attempted || isTouched(touched, at));
    this.measure();
  };

  saidBox = saidBox;
  describe = describe;
  fresh = (model: string, index: number): Part => fresh(this.data, this.store, model, index);
  renumber = (at: Loc): void => renumber(this.store, at);

  // ---- drawing

  private draw(): void {
    this.end.replaceChildren();
    const isEmpty = this.store.drafts.length === 0;
    if (this.chooser !== null) this.chooser.hidden = !isEmpty;
    if (isEmpty) {
      this.top.replaceChildren();
      this.body.replaceChildren();
      return;
    }
    this.drawTop();
    const { draft } = this.store;
    const kind = this.data.kinds[draft.kind];
    const fields = new Map((this.data.models[kind?.model ?? ""] ?? []).map((field) => [field.name, field]));
    const sections = (kind?.sections ?? []).map(([title, names], index) => this.section(title, names.flatMap((name) => fields.get(name) ?? []), index === 0));
    const check = button("检查，生成文件", () => void this.finish(), "md-button md-button--primary");
    this.body.replaceChildren(...sections, made("div", "cb-form__go", made("div", "cb-form__progress", this.meter, this.told), check));
    this.body.querySelector(`[data-at='["title"]']`)?.append(this.near);
    this.near.replaceChildren();
    this.nearTo = "";
    this.findings = [];
    this.later();
  }

  private drawTop(): void {
    const tabs = this.store.drafts.map((draft, index) => {
      const title = textIn(draft.part, "title") || "（还没有标题）";
      const tab = button(`${this.data.kinds[draft.kind]?.label ?? ""}：${title}`, () => this.turnTo(index), "cb-tab");
      if (index === this.store.current) tab.setAttribute("aria-current", "true");
      return tab;
    });
    const more = made("select", "cb-select");
    more.setAttribute("aria-label", "一起再写一条");
    more.append(option("", "一起再写一条……"), ...Object.entries(this.data.kinds).map(([kind, { label }]) => option(kind, label)));
    more.addEventListener("change", () => {
      this.store.add(more.value, "");
      this.turnTo(this.store.drafts.length - 1);
    });
    const row = made("div", "cb-form__tabs", ...tabs);
    this.top.replaceChildren(row, made("div", "cb-form__tools", more, this.thrower(), this.kept));
  }

  /** Asks again before it throws anything away. */
  private thrower(): HTMLElement {
    const box = made("span", "cb-form__throw");
    const ask = (): void => {
      const sure = button("确定扔掉", () => {
        this.store.clear();
        this.touched.clear();
        this.attempted = false;
        this.draw();
        this.chooser?.querySelector("button")?.focus();
      });
      const one = this.store.drafts.length > 1 ? [button("只扔这一条", () => {
        this.store.drop();
        this.draw();
        this.body.querySelector<HTMLElement>("input")?.focus();
      })] : [];
      box.replaceChildren(...one, sure, button("不扔", calm));
      sure.focus();
    };
    const calm = (): void => box.replaceChildren(button("扔掉草稿", ask));
    calm();
    return box;
  }

  private turnTo(index: number): void {
    this.store.current = index;
    this.draw();
    this.top.scrollIntoView({ block: "start" });
    this.body.querySelector<HTMLElement>("input")?.focus({ preventScroll: true });
  }

  private section(title: string, fields: readonly Field[], isFirst: boolean): HTMLElement {
    const boxes = fields.map((field) => fieldBox(this, field, [field.name]));
    if (isFirst) return made("section", "cb-form__section", made("h2", "", title), ...boxes);
    const names = made("span", "cb-form__names", fields.map(labelOf).join("、"));
    const fold = made("details", "cb-form__section", made("summary", "", made("span", "", title), names), ...boxes);
    fold.open = fields.some((field) => field.required === true && field.name !== "id");
    return fold;
  }

  // ---- while it is filled

  private changed(): void {
    this.end.replaceChildren();
    this.later();
  }

  private later(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.check(), PAUSE);
  }

  private async check(): Promise<void> {
    this.timer = 0;
    if (this.store.drafts.length === 0) return;
    const mine = ++this.turn;
    this.kept.textContent = this.store.keep() ? "草稿存在这台设备上" : "这台设备不让存草稿，写完请马上下载";
    const { draft } = this.store;
    await this.freeId(draft);
    const findings = await this.findingsOf(draft);
    if (mine !== this.turn || draft !== this.store.draft) return;
    this.findings = findings;
    this.show();
    const tab = this.top.querySelector(".cb-tab[aria-current]");
    if (tab !== null) tab.textContent = `${this.data.kinds[draft.kind]?.label ?? ""}：${textIn(draft.part, "title") || "（还没有标题）"}`;
    await this.showNear(draft);
  }

  private async findingsOf(draft: Draft): Promise<Finding[]> {
    const others = this.store.drafts.filter((one) => one !== draft);
    const regions = JSON.stringify(draft.part).includes('region') ? await this.regions() : null;
    const around = { data: this.data, known: this.known.with(others), regions, hasPicture: (file: string) => isThere(`${this.place.base}media/${file}`) };
    return checkRecord(around, draft.kind, draft.part);
  }

  /** As long as nobody wrote an id himself, one that no record has. */
  private async freeId(draft: Draft): Promise<void> {
    const input = draft === this.store.draft ? this.body.querySelector<HTMLInputElement>("#cb-id-in") : null;
    if (draft.follows && input !== null && input.value !== "" && input.value !== textIn(draft.part, "id") && document.activeElement === input) draft.follows = false;
    if (!draft.follows) return;
    const others = this.store.drafts.filter((one) => one !== draft).map((one) => textIn(one.part, "id"));
    const title = textIn(draft.part, "title");
    const taken = [...others];
    let id = idOf(this.data, title, taken);
    while (id !== "" && ((await this.known.record(id)) != null || (await this.known.heir(id)) !== null)) {
      taken.push(id);
      id = idOf(this.data, title, taken);
    }
    if (!this.store.drafts.includes(draft)) return; // thrown away meanwhile
    if (id !== "" && id !== textIn(draft.part, "id")) this.store.rename(draft, id);
    if (input !== null && document.activeElement !== input) input.value = textIn(draft.part, "id");
  }

  private renameAll(): void {
    for (const draft of this.store.drafts) {
      const others = this.store.drafts.filter((one) => one !== draft).map((one) => textIn(one.part, "id"));
      const id = idOf(this.data, textIn(draft.part, "title"), others);
      if (draft.follows && id !== "") this.store.rename(draft, id);
    }
    if (this.store.drafts.length > 0) this.later();
  }

  private async showNear(draft: Draft): Promise<void> {
    const title = textIn(draft.part, "title");
    if (title === this.nearTo) return;
    this.nearTo = title;
    const near = Array.from(title).length < 2 ? [] : await nearTitles(this.finder, title, draft.kind).catch(() => []);
    if (title !== this.nearTo) return;
    const rows = near.map((one) => {
      const link = made("a", "", one.title);
      link.href = this.place.base + one.url;
      link.target = "_blank";
      link.rel = "noopener";
      return made("li", "", link, one.alias === "" ? "" : `（又名 ${one.alias}）`, made("span", "cb-near__summary", one.summary));
    });
    this.near.replaceChildren(...(rows.length === 0 ? [] : [made("p", "", "库里已经有相近的，先看看是不是同一件事（在新窗口打开）："), made("ul", "", ...rows)]));
  }

  private measure(): void {
    const fields = (this.data.models[this.data.kinds[this.store.draft.kind]?.model ?? ""] ?? []).filter((field) => field.required === true && field.name !== "id");
    const open = (field: Field): boolean =>
      isBlank(this.store.get([field.name])) || this.findings.some((one) => one.at[0] === field.name && this.data.messages[one.code]?.[0] === "error");
    const done = fields.filter((field) => !open(field)).length;
    this.meter.max = fields.length;
    this.meter.value = done;
    this.meter.setAttribute("aria-label", "必填的填好了多少");
    this.told.textContent = `必填的 ${fields.length} 项，填好 ${done} 项`;
  }

  // ---- at the end

  private async finish(): Promise<void> {
    this.attempted = true;
    const all: Array<readonly [number, Finding]> = [];
    const { draft: shown } = this.store;
    const drafts = [...this.store.drafts];
    for (const [index, draft] of drafts.entries()) {
      await this.freeId(draft);
      for (const finding of await this.findingsOf(draft)) all.push([index, finding]);
    }
    if (shown !== this.store.draft || drafts.length !== this.store.drafts.length) return; // turned or thrown away meanwhile
    window.clearTimeout(this.timer);
    this.timer = 0;
    ++this.turn;
    this.store.keep();
    this.findings = all.filter(([index]) => index === this.store.current).map(([, finding]) => finding);
    this.show();
    const errors = all.filter(([index, finding]) => this.data.messages[finding.code]?.[0] === "error" && !this.comesWithTitle(index, finding));
    const box = errors.length > 0 ? this.summary(errors) : finishBox(this.data, this.store.drafts, await this.names(), this.place.newUrl, all.map(([, finding]) => finding));
    box.tabIndex = -1;
    this.end.replaceChildren(box);
    box.focus();
    box.scrollIntoView({ block: "start" });
  }

  /** What the records and regions that were chosen are called. */
  private async names(): Promise<Map<string, string>> {
    const known = this.known.with(this.store.drafts);
    const regions = await this.regions();
    const ids = new Set(this.store.drafts.flatMap(({ part }) => leaves(part)).map((text) => text.split(" ")[0] ?? ""));
    const names = new Map<string, string>();
    for (const id of ids) {
      const name = /^[0-9]{6}$/.test(id) ? regions?.fullName(id) : /^[a-z0-9-]+$/.test(id) ? (await known.record(id))?.title : undefined;
      if (name !== undefined && name !== "") names.set(id, name);
    }
    return names;
  }

  /** The id is made of the title: without one nobody need write it. */
  private comesWithTitle(index: number, { at, code }: Finding): boolean {
    return at[0] === "id" && code === "CB201" && textIn(this.store.drafts[index]?.part ?? {}, "title") === "";
  }

  private summary(errors: ReadonlyArray<readonly [number, Finding]>): HTMLElement {
    const rows = this.inOrder(errors).map(([index, finding]) => {
      const { text } = say(this.data, finding);
      const link = made("a", "", text);
      link.href = "#";
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.goTo(index, finding.at);
      });
      const kind = this.data.kinds[this.store.drafts[index]?.kind ?? ""];
      const where = [this.store.drafts.length > 1 ? kind?.label : "", around(this.data, kind?.model ?? "", finding.at)].filter((one) => one);
      return made("li", "", ...where.map((one) => `${one}：`), link);
    });
    return made("section", "cb-form__errors", made("h2", "", `还有 ${errors.length} 处要改`), made("p", "", "点一处，就到那里。"), made("ol", "", ...rows));
  }

  /** By record, and in the order in which the form asks. */
  private inOrder(errors: ReadonlyArray<readonly [number, Finding]>): Array<readonly [number, Finding]> {
    const rank = ([index, { at }]: readonly [number, Finding]): number => {
      const asked = (this.data.kinds[this.store.drafts[index]?.kind ?? ""]?.sections ?? []).flatMap(([, names]) => names);
      return index * 1000 + asked.indexOf(String(at[0]));
    };
    return [...errors].sort((left, right) => rank(left) - rank(right));
  }

  /** To the control of a place, with all that is folded around it opened. */
  private goTo(index: number, at: Loc): void {
    if (index !== this.store.current) {
      this.store.current = index;
      this.draw();
    }
    for (let length = at.length; length > 0; length--) {
      const box = this.body.querySelector<HTMLElement>(`[data-at='${JSON.stringify(at.slice(0, length))}']`);
      if (box === null) continue;
      for (let fold = box.closest("details"); fold !== null; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
      const control = box.querySelector<HTMLElement>("input,select,textarea,button");
      (control ?? box).focus();
      box.scrollIntoView({ block: "center" });
      return;
    }
  }
}

/** All that was written, piece by piece. */
function leaves(value: Plain): string[] {
  return typeof value === "string" ? [value] : Object.values(value).flatMap(leaves);
}

const pictures = new Map<string, Promise<boolean>>();

/** Whether a picture can be had. */
function isThere(url: string): Promise<boolean> {
  const known = pictures.get(url);
  if (known !== undefined) return known;
  const asked = new Promise<boolean>((resolve) => {
    const image = new Image();
    image.addEventListener("load", () => resolve(true));
    image.addEventListener("error", () => resolve(false));
    image.src = url;
  });
  pictures.set(url, asked);
  return asked;
}
