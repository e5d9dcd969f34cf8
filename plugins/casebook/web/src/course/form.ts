// What the course is: its name, for whom, how long, what for.

import type { Course } from "./course";
import { el, field } from "./dom";

/** One a line, as they are typed; empty lines stay while somebody is typing. */
function linesField(course: Course, label: string, name: "audience" | "objectives" | "outputs", hint: string): HTMLElement {
  const area = el("textarea", { rows: 3 });
  area.value = course.draft[name].join("\n");
  area.addEventListener("input", () => course.typed({ ...course.draft, [name]: area.value === "" ? [] : area.value.split("\n") }, name));
  return field(label, area, name, hint);
}

function textField(course: Course, label: string, name: "title" | "summary", most: number, hint: string): HTMLElement {
  const input = name === "title" ? el("input", { type: "text", maxlength: most, autocomplete: "off" }) : el("textarea", { rows: 3, maxlength: most });
  input.value = course.draft[name];
  input.addEventListener("input", () => course.typed({ ...course.draft, [name]: input.value }, name));
  return field(label, input, name, hint);
}

function hoursField(course: Course): HTMLElement {
  const input = el("input", { type: "number", min: "0", max: "200", step: "0.25", inputmode: "decimal", autocomplete: "off" });
  input.value = course.draft.hours === 0 ? "" : String(course.draft.hours);
  input.addEventListener("input", () => {
    const hours = Number(input.value);
    if (hours >= 0 && hours <= 200) course.typed({ ...course.draft, hours }, "hours");
  });
  return field("想上几小时", input, "hours", "例如 3.5；排的时候随时比对");
}

function themesField(course: Course, themes: ReadonlyMap<string, string>): HTMLElement {
  const chosen = new Set(course.draft.themes);
  const boxes = [...themes].map(([id, label]) => {
    const box = el("input", { type: "checkbox", "data-field": `theme-${id}` });
    box.checked = chosen.has(id);
    box.disabled = !box.checked && chosen.size >= 3;
    box.addEventListener("change", () => {
      const next = box.checked ? [...course.draft.themes, id] : course.draft.themes.filter((one) => one !== id);
      course.change({ ...course.draft, themes: next }, "", `theme-${id}`);
    });
    return el("label", { class: "cb-check" }, box, label);
  });
  return el("fieldset", { class: "cb-field" }, el("legend", {}, "主题（最多 3 个）"), el("div", { class: "cb-checks" }, ...boxes));
}

/** The fields; those that only the file needs stay folded. */
export function formOf(course: Course, themes: ReadonlyMap<string, string>): HTMLElement {
  const rest = el(
    "details",
    { class: "cb-more-fields" },
    el("summary", {}, "摘要、主题、学员产出"),
    textField(course, "摘要", "summary", 300, "不超过 300 字；交给案例库时要写"),
    themesField(course, themes),
    linesField(course, "学员产出", "outputs", "学员课后交出什么，每行一条"),
  );
  rest.open = course.draft.summary !== "" || course.draft.outputs.length > 0;
  return el(
    "section",
    { class: "cb-course__form", "aria-labelledby": "cb-about" },
    el("h2", { id: "cb-about" }, "这堂课"),
    textField(course, "课程名称", "title", 80, ""),
    el("div", { class: "cb-fields" }, linesField(course, "适用对象", "audience", "讲给谁听，每行一类"), hoursField(course)),
    linesField(course, "教学目标", "objectives", "学完能做什么，每行一条"),
    rest,
  );
}
