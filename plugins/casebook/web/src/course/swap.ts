// Another record in a unit's place: what the pack names, what is near, what has the same theme.

import { KIND_OF_UNIT, type Course } from "./course";
import { button, el } from "./dom";
import { changed, refsOf, type Unit } from "./draft";

const MOST = 8;

/** Ids that may stand in the unit's place, best first, each once, with the reason. */
async function candidates(course: Course, unit: Unit): Promise<ReadonlyMap<string, string>> {
  const { records } = course;
  const found = new Map<string, string>();
  const kind = KIND_OF_UNIT[unit.type];
  const used = refsOf(course.draft);
  const take = (id: string, why: string): void => {
    const card = records.card(id);
    const fits = card !== null && card !== undefined && card.kind === kind && (card.status === "" || why === "备选");
    if (fits && id !== unit.ref && !found.has(id) && (!used.has(id) || why === "备选") && found.size < MOST) found.set(id, why);
  };
  if (unit.alternative_ref !== undefined) take(unit.alternative_ref, "备选");
  const own = unit.ref === undefined ? undefined : records.card(unit.ref);
  if (own === null || own === undefined) return found;
  await records.learn(own.near);
  for (const id of own.near) take(id, "相近");
  for (const theme of own.themes) {
    const listed = ((await records.ofTheme(theme)) ?? []).filter(([, one]) => one === kind).slice(0, 2 * MOST);
    await records.learn(listed.map(([id]) => id));
    for (const [id] of listed) take(id, "同一主题");
  }
  return found;
}

/** A list that fills itself; `close` is called when a choice was made. */
export function swapList(course: Course, unit: Unit, close: () => void): HTMLElement {
  const box = el("div", { class: "cb-swap", "aria-live": "polite" }, el("p", { class: "cb-hint" }, "正在找……"));
  void candidates(course, unit).then((found) => {
    const rows = [...found].map(([id, why]) => {
      const title = course.records.card(id)?.title ?? id;
      const swap = (): void => {
        close();
        const now = changed(course.draft, unit.key, { ref: id, title: undefined, alternative_ref: unit.ref });
        course.change(now, `已换成“${title}”，原来的留作备选`, `swap-${unit.key}`);
      };
      const keep = (): void => {
        close();
        course.change(changed(course.draft, unit.key, { alternative_ref: id }), `已把“${title}”留作备选`, `swap-${unit.key}`);
      };
      return el(
        "li",
        {},
        el("span", {}, title, el("small", {}, why)),
        button("换上", swap, { "aria-label": `换上：${title}` }),
        why !== "备选" && button("留作备选", keep, { "aria-label": `留作备选：${title}` }),
      );
    });
    box.replaceChildren(rows.length === 0 ? el("p", { class: "cb-hint" }, "没有找到相近的记录。可以去掉这一段，从下面“添加单元”里另找。") : el("ul", { class: "cb-bare" }, ...rows));
  });
  return box;
}
