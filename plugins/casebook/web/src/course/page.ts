// The page 自己编课: draws the draft, keeps it on the device, undoes and redoes.

import { addingOf, pickedOf, readingOf } from "./choose";
import type { Course, Seek, SiteNames, Sounds } from "./course";
import { button, el, focusOn } from "./dom";
import { clock, DRAFT, emptyDraft, isEmpty, minutesOf, refsOf, unitsOf, unlocked, type Draft } from "./draft";
import { documentsOf } from "./documents";
import { formOf } from "./form";
import { History } from "./history";
import { draftOf, hoursOf } from "./pack";
import { loadScript } from "../script";
import { Records } from "./records";
import { draftIn } from "./share";
import { storeDraft, storedDraft } from "./stored";
import { takingOf } from "./take";
import { clockOf, sessionsOf, sumOf } from "./units";

export class CoursePage implements Course {
  readonly records: Records;
  readonly site: SiteNames;
  private readonly history: History<Draft>;
  private readonly themes: ReadonlyMap<string, string>;
  private readonly packs: ReadonlyArray<readonly [string, string]>;
  private readonly sum = el("p", { class: "cb-course__sum" });
  private readonly status = el("p", { class: "cb-course__status", role: "status" });
  private readonly undo = button("撤销", () => this.go("undo"));
  private readonly redo = button("重做", () => this.go("redo"));
  private readonly fit = button("", () => this.change({ ...this.draft, hours: hoursOf(minutesOf(unitsOf(this.draft))) }, "时长已改", "hours"));
  private readonly place = el("div");
  private isKept = true;

  constructor(
    private readonly root: HTMLElement,
    readonly base: string,
    readonly seek: Seek,
    readonly sounds: Sounds,
  ) {
    const data = root.dataset;
    this.records = new Records(base, Number(data["cbCards"]), Number(data["cbParts"]));
    this.site = { name: data["cbSite"] ?? "", url: data["cbUrl"] ?? "", newFile: data["cbNew"] ?? "" };
    this.themes = new Map(JSON.parse(data["cbThemes"] ?? "[]") as Array<[string, string]>);
    this.packs = JSON.parse(data["cbPacks"] ?? "[]") as Array<[string, string]>;
    this.history = new History(storedDraft() ?? emptyDraft());
    root.replaceChildren(el("div", { class: "cb-course__bar" }, this.sum, this.fit, this.status, el("div", { class: "cb-buttons" }, this.undo, this.redo)), this.place);
    // An address with another course, opened where this page is open already.
    window.addEventListener("hashchange", () => void this.begin());
    root.addEventListener("keydown", (event) => this.key(event));
    void this.begin();
  }

  get draft(): Draft {
    return this.history.now;
  }

  /** What the address brings goes before what was kept, which undoing brings back. */
  private async begin(): Promise<void> {
    const shared = draftIn(location.hash);
    const wanted = new URLSearchParams(location.search).get("from");
    this.show();
    if (shared === "broken") this.say("网址里的课没有读出来，可能被截断了。请对方重新复制，或者发文件");
    else if (shared !== null) this.take(shared, "已打开分享来的课");
    else if (wanted !== null) await this.takePack(wanted);
    if (shared !== null || wanted !== null) this.forgetAddress();
  }

  /** Else a page loaded again would take it up again, over what was changed since. */
  private forgetAddress(): void {
    try {
      history.replaceState(null, "", location.pathname);
    } catch {
      // Some browsers refuse new addresses on file://.
    }
  }

  /** Draws at once, and again when it knows what the records are called. */
  private show(): void {
    this.draw();
    void this.learn().then((came) => {
      if (came !== null) this.draw();
      if (came === false) this.say("有记录的数据没有加载成功，刷新页面再试");
    });
  }

  /** Cards of all that the draft names; whether they came, null where all were known. */
  private async learn(): Promise<boolean | null> {
    const units = unitsOf(this.draft);
    const chosen = units.filter((unit) => unit.query !== undefined);
    if (chosen.length > 0) await this.records.learnAnswers();
    const found = chosen.flatMap((unit) => this.records.answer(unit.type, unit.query ?? "")?.slice(0, unit.most ?? 1) ?? []);
    const others = units.flatMap((unit) => unit.alternative_ref ?? []);
    const unknown = [...refsOf(this.draft), ...others, ...found].filter((id) => this.records.card(id) === undefined);
    return unknown.length === 0 && found.length === 0 ? null : this.records.learn(unknown);
  }

  private take(draft: Draft, told: string): void {
    const isOver = !isEmpty(this.draft);
    this.change(draft, isOver ? `${told}；原来编的还在，点“撤销”就回来` : told, "title");
    this.show();
  }

  private async takePack(id: string): Promise<void> {
    const draft = draftOf(await this.records.pack(id), () => undefined);
    if (draft === null) this.say("没有找到这个课程包，可能已经撤下");
    // Another course: who reviewed that one, its old ids and its lock are not this one's.
    else this.take({ ...draft, id: "", title: `${draft.title}（改）`, aliases: [], status: DRAFT, lock: undefined, rest: {} }, "已照编好的课程包打开");
  }

  change(next: Draft, told: string, focus = ""): void {
    const now = unlocked(this.draft, next);
    if (now !== this.draft) this.history.push(now);
    this.keep();
    this.draw();
    if (focus !== "") focusOn(this.root, focus);
    const more = now === next ? "" : "所用的记录换了，版本锁定已去掉";
    const said = [told, more].filter((one) => one !== "").join("；");
    if (said !== "") this.say(said);
  }

  typed(next: Draft, field: string): void {
    this.history.push(next, field);
    this.keep();
    this.drawSums();
  }

  say(told: string): void {
    this.status.textContent = told;
  }

  private keep(): void {
    const kept = storeDraft(this.draft);
    if (!kept && this.isKept) this.say("浏览器不让保存，离开前请存成文件");
    this.isKept = kept;
  }

  private go(way: "undo" | "redo"): void {
    this.history[way]();
    this.keep();
    this.show();
    this.say(way === "undo" ? "已撤销" : "已重做");
  }

  private key(event: KeyboardEvent): void {
    const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    const letter = event.key.toLowerCase();
    if (isField || !(event.ctrlKey || event.metaKey) || (letter !== "z" && letter !== "y")) return;
    event.preventDefault();
    this.go(letter === "y" || event.shiftKey ? "redo" : "undo");
  }

  private draw(): void {
    const name = (document.activeElement as HTMLElement | null)?.dataset["field"] ?? "";
    const units = unitsOf(this.draft);
    const parts = [
      isEmpty(this.draft) && this.welcome(),
      formOf(this, this.themes),
      pickedOf(this),
      units.length > 0 && sessionsOf(this),
      addingOf(this, this.themes),
      readingOf(this),
      documentsOf(this),
      takingOf(this, this.root, (file) => void this.open(file)),
    ];
    this.place.replaceChildren(...parts.filter((part): part is HTMLElement => part !== false && part !== null));
    if (name !== "") focusOn(this.root, name);
    this.drawSums();
  }

  private drawSums(): void {
    const total = minutesOf(unitsOf(this.draft));
    const over = total - Math.round(this.draft.hours * 60);
    const wanted = this.draft.hours === 0 || total === 0 ? "" : over === 0 ? "，正好" : over > 0 ? `，超出 ${over} 分钟` : `，还差 ${-over} 分钟`;
    this.sum.textContent = `共 ${total} 分钟（${clock(total)}）${wanted}`;
    const isOff = wanted !== "" && over !== 0;
    this.sum.classList.toggle("cb-warn", isOff);
    this.fit.hidden = !isOff;
    this.fit.textContent = `时长改成 ${hoursOf(total)} 小时`;
    // Found all at once: there may be 200 of them, and this is done at every key pressed.
    const places = new Map(Array.from(this.root.querySelectorAll<HTMLElement>("[data-sum], [data-clock]"), (one) => [Number(one.dataset["sum"] ?? one.dataset["clock"]), one]));
    const write = (key: number, text: string): void => places.get(key)?.replaceChildren(text);
    let spent = 0;
    for (const session of this.draft.sessions) {
      write(session.key, sumOf(session));
      for (const unit of session.units) {
        write(unit.key, clockOf(unit, spent));
        spent += unit.minutes;
      }
    }
    this.undo.disabled = !this.history.canUndo;
    this.redo.disabled = !this.history.canRedo;
  }

  private welcome(): HTMLElement {
    const packs = this.packs.map(([id, title]) => el("li", {}, button(title, () => void this.takePack(id))));
    return el(
      "section",
      { class: "cb-course__welcome" },
      el("ol", {}, el("li", {}, "在工作法、案例、政策、教学说明的网页上点“加入课程包”，或者在下面“添加单元”里找。"), el("li", {}, "排好先后，写上每一段几分钟；穿插讲授、讨论、休息，分成几场。"), el("li", {}, "存成文件，或者把网址发给别人。")),
      packs.length > 0 && el("p", {}, "也可以从编好的课程包改起："),
      packs.length > 0 && el("ul", { class: "cb-bare cb-buttons" }, ...packs),
    );
  }

  private async open(file: File): Promise<void> {
    const told: string[] = [];
    await loadScript(`${this.base}assets/course-file.js`);
    const read = window.casebookReadPack;
    if (read === undefined) return this.say("读文件的程序没有加载成功，刷新页面再试");
    const draft = read(await file.text(), (line, what) => told.push(`第 ${line} 行：${what}`));
    if (draft !== null) this.take(draft, told.length === 0 ? `已打开“${file.name}”` : `已打开“${file.name}”，有 ${told.length} 处没有读懂`);
    else this.say(`“${file.name}”没有读成，原因见下`);
    const place = this.root.querySelector("[data-faults]");
    place?.replaceChildren(...(told.length === 0 ? [] : [el("ul", {}, ...told.slice(0, 50).map((one) => el("li", {}, one)))]));
  }
}
