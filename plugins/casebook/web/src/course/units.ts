// Sessions and their units: order, minutes, what is said of each.

import { KIND_OF_UNIT, type Course } from "./course";
import { button, el, field } from "./dom";
import { changed, clock, freshKey, joined, minutesOf, moved, placeOf, removed, replaced, split, stepped, unitsOf, added, type Session, type Unit } from "./draft";
import { settledUnit } from "../pack/settled";
import { pathOf } from "./records";
import { swapList } from "./swap";

/** Of a unit without a name of its own. */
export function nameOf(course: Course, unit: Unit): string {
  const card = unit.ref === undefined ? undefined : course.records.card(unit.ref);
  return unit.title ?? card?.title ?? unit.ref ?? unit.query ?? unit.type;
}

const opened = new Set<number>();
const swapping = new Set<number>();

function minutesField(course: Course, unit: Unit, name: string): HTMLElement {
  const input = el("input", {
    type: "number", min: "1", max: "2000", inputmode: "numeric", autocomplete: "off", "data-field": `minutes-${unit.key}`, "aria-label": `${name}，几分钟`,
  });
  input.value = String(unit.minutes);
  input.addEventListener("input", () => {
    const minutes = Math.round(Number(input.value));
    const isGood = minutes >= 1 && minutes <= 2000;
    input.toggleAttribute("aria-invalid", !isGood);
    if (isGood) course.typed(changed(course.draft, unit.key, { minutes }), `minutes-${unit.key}`);
  });
  return el("span", { class: "cb-minutes" }, input, "分钟");
}

/** A query is shown as it is; what it found when the site was made can take its place. */
function queried(course: Course, unit: Unit, query: string): HTMLElement {
  const found = settledUnit(unit, course.records.answer);
  const names = found.map((one) => `《${course.records.card(one.ref ?? "")?.title ?? one.ref}》`).join("");
  const fix = (): void => {
    const [session, place] = placeOf(course.draft, unit.key) ?? [0, 0];
    const units = found.map(({ query: _query, most: _most, title: _title, session: _session, ...one }) => ({ ...one, key: freshKey() }) as Unit);
    course.change(replaced(course.draft, session, place, units), `已换成 ${units.length} 条记录，可以撤销`, `minutes-${units[0]?.key}`);
  };
  const told = found.length === 0 ? "做文件的那一刻由 casebook pack 挑；在网页上做文件，先换成具体的记录" : `网站生成时挑到${names}`;
  return el(
    "h4",
    {},
    `按查询挑选：${query}`,
    el("small", {}, `最多 ${unit.most ?? 1} 条，分钟平分。${told}。`, found.length > 0 && button("就用这几条", fix, { "data-field": `fix-${unit.key}`, "aria-label": `就用这几条：${query}` })),
  );
}

/** A free unit is named here; a record has its own name, and a page to look at. */
function heading(course: Course, unit: Unit): HTMLElement {
  if (unit.query !== undefined && unit.ref === undefined) return queried(course, unit, unit.query);
  if (unit.ref === undefined) {
    const input = el("input", { type: "text", maxlength: "200", autocomplete: "off", class: "cb-unit__name", placeholder: `${unit.type}的标题`, "data-field": `title-${unit.key}`, "aria-label": `${unit.type}的标题` });
    input.value = unit.title ?? "";
    input.addEventListener("input", () => course.typed(changed(course.draft, unit.key, { title: input.value }), `title-${unit.key}`));
    return el("h4", {}, input);
  }
  const card = course.records.card(unit.ref);
  if (card === null) return el("h4", {}, nameOf(course, unit), el("small", { class: "cb-warn" }, "案例库里没有这条记录，请换一条或去掉"));
  if (card === undefined) return el("h4", {}, nameOf(course, unit));
  const status = card.status === "" ? null : el("span", { class: "cb-status" }, card.status);
  return el("h4", {}, el("a", { href: course.base + pathOf(card) }, nameOf(course, unit)), status);
}

function details(course: Course, unit: Unit): HTMLElement {
  const purpose = el("input", { type: "text", maxlength: "200", autocomplete: "off" });
  purpose.value = unit.purpose ?? "";
  purpose.addEventListener("input", () => course.typed(changed(course.draft, unit.key, { purpose: purpose.value }), `purpose-${unit.key}`));
  const text = el("textarea", { rows: "3", maxlength: "4000" });
  text.value = unit.text ?? "";
  text.addEventListener("input", () => course.typed(changed(course.draft, unit.key, { text: text.value }), `text-${unit.key}`));
  const other = unit.alternative_ref === undefined ? null : course.records.card(unit.alternative_ref);
  return el(
    "div",
    { class: "cb-unit__details" },
    field("目的", purpose, `purpose-${unit.key}`, "为什么安排这一段"),
    field("说明", text, `text-${unit.key}`, unit.type === "讨论" ? "学员要做什么，两版讲义都印" : "怎样上这一段，只印在教师版"),
    other !== null && other !== undefined && el("p", { class: "cb-hint" }, `备选：${other.title}`, button("去掉备选", () => course.change(changed(course.draft, unit.key, { alternative_ref: undefined }), "已去掉备选", `more-${unit.key}`))),
  );
}

function step(course: Course, unit: Unit, by: -1 | 1): void {
  const next = stepped(course.draft, unit.key, by);
  const place = unitsOf(next).findIndex((one) => one.key === unit.key) + 1;
  course.change(next, next === course.draft ? "不能再移了" : `已移到第 ${place} 个`, `${by === -1 ? "up" : "down"}-${unit.key}`);
}

function remove(course: Course, unit: Unit): void {
  const all = unitsOf(course.draft);
  const at = all.findIndex((one) => one.key === unit.key);
  const next = all[at + 1] ?? all[at - 1];
  course.change(removed(course.draft, unit.key), `已去掉“${nameOf(course, unit)}”，可以撤销`, next === undefined ? "find" : `drop-${next.key}`);
}

function tools(course: Course, unit: Unit, name: string): HTMLElement {
  const tool = (text: string, mark: string, act: () => void, more: Record<string, string | boolean> = {}): HTMLButtonElement =>
    button(text, act, { "data-field": `${mark}-${unit.key}`, "aria-label": `${text}：${name}`, ...more });
  const place = placeOf(course.draft, unit.key) ?? [0, 0];
  const kind = KIND_OF_UNIT[unit.type];
  const fold = (set: Set<number>, mark: string) => (): void => {
    if (!set.delete(unit.key)) set.add(unit.key);
    course.change(course.draft, "", `${mark}-${unit.key}`);
  };
  return el(
    "div",
    { class: "cb-unit__tools" },
    tool("上移", "up", () => step(course, unit, -1)),
    tool("下移", "down", () => step(course, unit, 1)),
    tool("目的和说明", "more", fold(opened, "more"), { "aria-expanded": String(opened.has(unit.key)) }),
    unit.ref !== undefined && kind !== undefined && tool("换一条", "swap", fold(swapping, "swap"), { "aria-expanded": String(swapping.has(unit.key)) }),
    unit.type === "教学说明" && tool("加它的测验", "quiz", () => addQuiz(course, unit)),
    place[1] > 0 && tool("从这里另起一场", "split", () => course.change(split(course.draft, unit.key), "已另起一场", `drop-${unit.key}`)),
    tool("去掉", "drop", () => remove(course, unit)),
  );
}

function addQuiz(course: Course, unit: Unit): void {
  const quiz: Unit = { key: freshKey(), type: "测验", minutes: 15, ...(unit.ref === undefined ? {} : { ref: unit.ref }) };
  const [session, place] = placeOf(course.draft, unit.key) ?? [0, 0];
  course.change(moved(added(course.draft, quiz), quiz.key, session, place + 1), "已加测验", `minutes-${quiz.key}`);
}

function unitElement(course: Course, unit: Unit, begin: number): HTMLElement {
  const name = nameOf(course, unit);
  const grip = el("span", { class: "cb-unit__grip", draggable: "true", title: "按住拖动", "aria-hidden": "true" }, "⠿");
  const item = el(
    "li",
    { class: "cb-unit", "data-unit": unit.key },
    grip,
    el("div", { class: "cb-unit__head" }, el("span", { class: "cb-unit-kind" }, unit.type), heading(course, unit), el("span", { class: "cb-unit__clock", "data-clock": unit.key }, clockOf(unit, begin)), minutesField(course, unit, name)),
    tools(course, unit, name),
    opened.has(unit.key) && details(course, unit),
    swapping.has(unit.key) && swapList(course, unit, () => swapping.delete(unit.key)),
  );
  grip.addEventListener("dragstart", (event) => {
    event.dataTransfer?.setData("text/plain", String(unit.key));
    event.dataTransfer?.setDragImage(item, 8, 8);
    item.classList.add("cb-unit--dragged");
  });
  grip.addEventListener("dragend", () => item.classList.remove("cb-unit--dragged"));
  return item;
}

/** Where in a list something dropped at this height belongs: before the unit of that number. */
function placeAt(list: HTMLElement, y: number): number {
  const items = Array.from(list.children);
  const at = items.findIndex((item) => {
    const box = item.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
  return at < 0 ? items.length : at;
}

function receive(course: Course, list: HTMLElement, session: number): void {
  list.addEventListener("dragover", (event) => {
    event.preventDefault();
    const at = placeAt(list, event.clientY);
    Array.from(list.children).forEach((item, place) => {
      item.classList.toggle("cb-unit--before", place === at);
      item.classList.toggle("cb-unit--after", at === list.children.length && place === at - 1);
    });
  });
  list.addEventListener("dragleave", () => list.querySelectorAll(".cb-unit").forEach((item) => item.classList.remove("cb-unit--before", "cb-unit--after")));
  list.addEventListener("drop", (event) => {
    event.preventDefault();
    const key = Number(event.dataTransfer?.getData("text/plain"));
    if (placeOf(course.draft, key) === null) return;
    const next = moved(course.draft, key, session, placeAt(list, event.clientY));
    course.change(next, `已移到第 ${unitsOf(next).findIndex((unit) => unit.key === key) + 1} 个`, `minutes-${key}`);
  });
}

function sessionElement(course: Course, session: Session, at: number, begin: number): HTMLElement {
  const title = el("input", { type: "text", maxlength: "200", autocomplete: "off", class: "cb-session__name", placeholder: `第 ${at + 1} 场，例如 上午`, "data-field": `session-${session.key}`, "aria-label": `第 ${at + 1} 场的名称` });
  title.value = session.title;
  title.addEventListener("input", () => {
    const sessions = course.draft.sessions.map((one) => (one.key === session.key ? { ...one, title: title.value } : one));
    course.typed({ ...course.draft, sessions }, `session-${session.key}`);
  });
  const list = el("ol", { class: "cb-bare cb-session__units" });
  let spent = begin;
  for (const unit of session.units) {
    list.append(unitElement(course, unit, spent));
    spent += unit.minutes;
  }
  if (session.units.length === 0) list.append(el("li", { class: "cb-hint" }, "这一场还没有单元"));
  receive(course, list, at);
  const join = button("并到上一场", () => course.change(joined(course.draft, at), "两场已合并", "find"), { "aria-label": `并到上一场：第 ${at + 1} 场` });
  return el(
    "section",
    { class: "cb-session", "aria-label": `第 ${at + 1} 场` },
    el("div", { class: "cb-session__head" }, el("h3", {}, title), el("span", { class: "cb-session__sum", "data-sum": session.key }, sumOf(session)), at > 0 && join),
    list,
  );
}

/** From when to when. */
export function clockOf(unit: Unit, begin: number): string {
  return `${clock(begin)}–${clock(begin + unit.minutes)}`;
}

export function sumOf(session: Session): string {
  const minutes = minutesOf(session.units);
  return `${session.units.length} 个单元，${minutes} 分钟（${clock(minutes)}）`;
}

/** All sessions, the clock running through. */
export function sessionsOf(course: Course): HTMLElement {
  const box = el("section", { class: "cb-course__sessions", "aria-labelledby": "cb-units" }, el("h2", { id: "cb-units" }, "单元"));
  let spent = 0;
  course.draft.sessions.forEach((session, at) => {
    box.append(sessionElement(course, session, at, spent));
    spent += minutesOf(session.units);
  });
  return box;
}
