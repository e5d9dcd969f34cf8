// Records for the course: those picked on other pages, those of a theme, those that the search finds; and units without a record.

import { LABEL, UNIT_OF_KIND, type Course, type Hit } from "./course";
import { button, el, field } from "./dom";
import { added, freshKey, refsOf, unitsOf, type Draft, type Unit, type UnitType } from "./draft";
import { list, remove, type Kept } from "../reader/kept";
import { KIND_OF_FOLDER, pathOf } from "./records";

const MINUTES: Readonly<Record<UnitType, number>> = { 案例: 25, 工作法: 30, 政策: 15, 教学说明: 45, 讲授: 20, 讨论: 20, 测验: 15, 休息: 10 };

export function withRecord(course: Course, draft: Draft, hit: Hit): Draft {
  const type = UNIT_OF_KIND[hit.kind];
  // A term or a source is no unit of a class: it is read before.
  if (type === undefined) return { ...draft, pre_reading: [...draft.pre_reading, { ref: hit.id }] };
  const minutes = course.records.card(hit.id)?.minutes || MINUTES[type];
  return added(draft, { key: freshKey(), type, ref: hit.id, minutes });
}

function add(course: Course, hit: Hit, focus: string): void {
  void course.records.learn([hit.id]).then(() => {
    const where = UNIT_OF_KIND[hit.kind] === undefined ? "课前阅读" : "最后";
    course.change(withRecord(course, course.draft, hit), `已把“${hit.title}”排到${where}`, focus);
  });
}

/** A row with the record's name and the button that puts it in. */
function row(course: Course, hit: Hit, name: string, more: Node | null = null): HTMLElement {
  const isIn = refsOf(course.draft).has(hit.id);
  const put = isIn ? el("span", { class: "cb-hint" }, "已排进来") : button("排进来", () => add(course, hit, name), { "aria-label": `排进来：${hit.title}`, "data-field": name });
  const link = el("a", { href: course.base + pathOf({ ...hit, status: "", minutes: 0, themes: [], near: [] }) }, hit.title);
  return el("li", {}, el("span", {}, link, el("small", {}, LABEL[hit.kind] ?? hit.kind)), put, more);
}

/** What was picked on other pages and has no place yet. */
export function pickedIn(draft: Draft): Array<Hit & { readonly page: Kept }> {
  // What was swapped for another waits no more: it is kept as the alternative.
  const used = new Set([...refsOf(draft), ...unitsOf(draft).flatMap((unit) => unit.alternative_ref ?? [])]);
  return list("pack").flatMap((page) => {
    const found = /^([a-z]+)\/([a-z0-9-]+)\.html$/.exec(page.path);
    const kind = KIND_OF_FOLDER[found?.[1] ?? ""];
    return found === null || kind === undefined || used.has(found[2] as string) ? [] : [{ id: found[2] as string, kind, title: page.title, page }];
  }).reverse(); // in the order of picking
}

export function pickedOf(course: Course): HTMLElement | null {
  const picked = pickedIn(course.draft);
  if (picked.length === 0) return null;
  const all = button(`全部排进来（${picked.length}）`, () => {
    void course.records.learn(picked.map((one) => one.id)).then(() => {
      course.change(picked.reduce((draft, one) => withRecord(course, draft, one), course.draft), `已排进 ${picked.length} 条`, "title");
    });
  }, { class: "md-button md-button--primary", "data-field": "all" });
  const rows = picked.map((one) => {
    const drop = button("不要了", () => {
      remove("pack", one.page.path);
      course.change(course.draft, `已拿出“${one.title}”`, "all");
    }, { "aria-label": `不要了：${one.title}` });
    return row(course, one, `put-${one.id}`, drop);
  });
  return el("section", { class: "cb-course__picked", "aria-labelledby": "cb-picked" }, el("h2", { id: "cb-picked" }, "挑好还没排的"), el("ul", { class: "cb-bare cb-rows" }, ...rows), all);
}

const state = { theme: "", words: "" };

function freeUnits(course: Course): HTMLElement {
  const put = (type: UnitType) => (): void => {
    const unit: Unit = { key: freshKey(), type, title: type === "休息" ? "休息" : "", minutes: MINUTES[type] };
    course.change(added(course.draft, unit), `已加一段${type}`, type === "休息" ? `minutes-${unit.key}` : `title-${unit.key}`);
  };
  const buttons = (["讲授", "讨论", "休息"] as const).map((type) => button(`加${type}`, put(type)));
  return el("div", { class: "cb-buttons" }, ...buttons);
}

/** Fills the place of results; the newest question wins. */
function show(course: Course, place: HTMLElement, coming: Promise<readonly Hit[] | null>, nothing: string): void {
  const turn = String(Number(place.dataset["turn"] ?? "0") + 1);
  place.dataset["turn"] = turn;
  coming.then(
    (hits) => {
      if (place.dataset["turn"] !== turn) return;
      const usable = (hits ?? []).filter((hit) => UNIT_OF_KIND[hit.kind] !== undefined || hit.kind === "term");
      place.replaceChildren(usable.length === 0 ? el("p", { class: "cb-hint" }, nothing) : el("ul", { class: "cb-bare cb-rows" }, ...usable.map((hit) => row(course, hit, `put-${hit.id}`))));
    },
    (error: unknown) => place.replaceChildren(el("p", { class: "cb-hint" }, error instanceof Error ? error.message : "没有找成，请再试一次")),
  );
}

/** Two ways to find a record, by words and by theme, and the units without one. */
export function addingOf(course: Course, themes: ReadonlyMap<string, string>): HTMLElement {
  const found = el("div", { class: "cb-course__found", "aria-live": "polite" });
  const words = el("input", { type: "search", autocomplete: "off", maxlength: "200" });
  words.value = state.words;
  const theme = el("select", { class: "cb-select" }, el("option", { value: "" }, "选一个主题"), ...[...themes].map(([id, label]) => el("option", { value: id }, label)));
  theme.value = state.theme;
  const seek = (): void => show(course, found, course.seek(state.words), "没有找到。换几个字试试，或者按主题挑。");
  const browse = (): void => show(course, found, course.records.ofTheme(state.theme).then((rows) => rows?.map(([id, kind, title]) => ({ id, kind, title })) ?? null), "这个主题下还没有能排的记录。");
  let timer = 0;
  words.addEventListener("input", () => {
    [state.words, state.theme, theme.value] = [words.value.trim(), "", ""];
    window.clearTimeout(timer);
    timer = window.setTimeout(() => (state.words === "" ? found.replaceChildren() : seek()), 250);
  });
  theme.addEventListener("change", () => {
    [state.theme, state.words, words.value] = [theme.value, "", ""];
    if (state.theme === "") found.replaceChildren();
    else browse();
  });
  if (state.words !== "") seek();
  else if (state.theme !== "") browse();
  return el(
    "section",
    { class: "cb-course__add", "aria-labelledby": "cb-add" },
    el("h2", { id: "cb-add" }, "添加单元"),
    freeUnits(course),
    el("div", { class: "cb-fields" }, field("找工作法、案例、政策、教学说明", words, "find"), field("或者按主题挑", theme, "theme")),
    found,
  );
}

/** What students read before. */
export function readingOf(course: Course): HTMLElement | null {
  const { draft, records } = course;
  if (draft.pre_reading.length === 0) return null;
  const rows = draft.pre_reading.map((one, at) => {
    const card = records.card(one.ref);
    const note = el("input", { type: "text", maxlength: "200", autocomplete: "off", placeholder: "为什么读，读哪里", "aria-label": `${card?.title ?? one.ref}：为什么读`, "data-field": `reading-${one.ref}` });
    note.value = one.note ?? "";
    note.addEventListener("input", () => {
      const next = course.draft.pre_reading.map((other, place) => (place === at ? { ref: other.ref, ...(note.value === "" ? {} : { note: note.value }) } : other));
      course.typed({ ...course.draft, pre_reading: next }, `reading-${one.ref}`);
    });
    const drop = button("去掉", () => course.change({ ...draft, pre_reading: draft.pre_reading.filter((_, place) => place !== at) }, "已去掉，可以撤销", "find"), { "aria-label": `去掉：${card?.title ?? one.ref}` });
    const name = card === null || card === undefined ? el("span", {}, one.ref, card === null && el("small", { class: "cb-warn" }, "案例库里没有")) : el("span", {}, el("a", { href: course.base + pathOf(card) }, card.title));
    return el("li", {}, name, note, drop);
  });
  return el("section", { class: "cb-course__reading", "aria-labelledby": "cb-reading" }, el("h2", { id: "cb-reading" }, "课前阅读"), el("ul", { class: "cb-bare cb-rows" }, ...rows));
}
