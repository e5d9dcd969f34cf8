// What the reader leaves with: an address to share, the pack's file, a way to hand it in.

import { copy } from "../page";
import { newFileUrl } from "../form/file";
import { idOf, learn } from "../form/ids";
import { fileName, saveFile } from "../save";
import { loadScript } from "../script";
import type { Course } from "./course";
import { button, el, field, focusOn } from "./dom";
import { faults, ID, yamlOf } from "./pack";
import { fragmentOf } from "./share";

/** What the browser puts in an address before servers and chats begin to cut it. */
const LONG = 8000;

function share(course: Course): void {
  const url = location.href.replace(/[?#].*$/, "") + fragmentOf(course.draft);
  const told = location.protocol === "file:" ? "已复制。这是本机文件的网址，对方要有同一份离线案例库；也可以存成文件发给对方" : url.length > LONG ? "已复制。网址很长，有的聊天软件会截断，存成文件发更稳妥" : "已复制，对方打开就能看到这堂课";
  void copy(url).then((done) => course.say(done ? told : "浏览器不让复制，请存成文件发给对方"));
}

/** To the host's page for a new file, when nothing is missing. What is too long for an address is pasted there. */
function submit(course: Course, root: HTMLElement): void {
  if (!checked(course, root, "要交给案例库，先补：")) return course.say("还差几项，见下面");
  const { draft } = course;
  const text = yamlOf(draft);
  const where = newFileUrl(course.site.newFile, { path: `content/packs/${draft.id}.yaml`, folder: "content/packs", name: `${draft.id}.yaml`, text });
  if (where === null) return;
  if (!where.isWhole) void copy(text);
  window.open(where.url, "_blank", "noopener");
  course.say(where.isWhole ? "已在新窗口打开源文件仓库，核对后提交" : "文字已复制，在打开的新建页面里粘贴，再提交");
}

function checked(course: Course, root: HTMLElement, opening: string): boolean {
  const found = faults(course.draft);
  const place = root.querySelector<HTMLElement>("[data-faults]");
  place?.replaceChildren(
    ...(found.length === 0
      ? []
      : [
          el("p", {}, opening),
          el("ul", {}, ...found.map((one) => el("li", {}, button(one.told, () => goTo(root, one.field), { class: "cb-link" })))),
        ]),
  );
  return found.length === 0;
}

/** To a field, unfolding what it lies in. */
function goTo(root: HTMLElement, name: string): void {
  const wanted = name === "add" ? "find" : name.replace("unit-", "title-");
  const fold = root.querySelector(`[data-field="${wanted}"]`)?.closest("details");
  if (fold) fold.open = true;
  focusOn(root, wanted);
  root.querySelector(`[data-field="${wanted}"]`)?.scrollIntoView({ block: "center" });
}

function save(course: Course, root: HTMLElement): void {
  const name = ID.test(course.draft.id) ? `${course.draft.id}.yaml` : fileName(course.draft.title, ".yaml");
  saveFile(name, yamlOf(course.draft), "text/yaml;charset=utf-8");
  course.say(checked(course, root, "文件已存好，可以再打开。要通过案例库的检查，还要补：") ? "已存成文件" : "已存成文件，要交给案例库还差几项");
}

/** An id from the name, that no record has; said, for it is for good. */
async function propose(course: Course, root: HTMLElement): Promise<void> {
  const { title } = course.draft;
  if (course.draft.id !== "" || title.trim() === "") return;
  const [sounds] = await Promise.all([course.sounds(), loadScript(`${course.base}form/models.js`)]);
  if (window.casebookForm === undefined) return;
  learn(sounds);
  const taken: string[] = [];
  let id = idOf(window.casebookForm, title, taken);
  while (id !== "" && (await course.records.learn([id])) && course.records.card(id)) {
    taken.push(id);
    id = idOf(window.casebookForm, title, taken);
  }
  if (id === "" || course.draft.id !== "") return;
  course.typed({ ...course.draft, id }, "id");
  const input = root.querySelector<HTMLInputElement>('[data-field="id"]');
  if (input !== null) input.value = id;
  course.say("编号是照课程名称的拼音拟的，可以改；发布以后不再改");
}

let isHandingIn = false;

/** The fold for who hands the course in: it stays open while the page is drawn anew. */
function handing(course: Course, root: HTMLElement): HTMLElement {
  const fold = el(
    "details",
    {},
    el("summary", {}, "交给案例库发布"),
    el("p", {}, "编好的课可以交给案例库，审核后和别的课程包一起发布。写好编号和摘要，", course.site.newFile === "" ? "存成文件，" : "在源文件仓库里新建（第一次要注册登录），或者存成文件，", "照", el("a", { href: `${course.base}contribute.html` }, "怎样供稿"), "放进 content/packs/ 提交。"),
    idField(course),
    course.site.newFile !== "" && button("在源文件仓库里新建", () => submit(course, root)),
  );
  fold.open = isHandingIn;
  fold.addEventListener("toggle", () => {
    isHandingIn = fold.open;
    if (fold.open) void propose(course, root);
  });
  return fold;
}

function idField(course: Course): HTMLElement {
  const input = el("input", { type: "text", maxlength: "80", autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  input.value = course.draft.id;
  input.addEventListener("input", () => course.typed({ ...course.draft, id: input.value.trim() }, "id"));
  return field("编号", input, "id", "交给案例库时要写：拼音或英文，用连字符连接，例如 xin-ren-ban-tian");
}

/** Buttons and what they say. `read` takes a file that the reader chose. */
export function takingOf(course: Course, root: HTMLElement, read: (file: File) => void): HTMLElement {
  const chooser = el("input", { type: "file", accept: ".yaml,.yml,text/yaml", hidden: true });
  chooser.addEventListener("change", () => {
    const file = chooser.files?.[0];
    if (file !== undefined) read(file);
  });
  return el(
    "section",
    { class: "cb-course__take", "aria-labelledby": "cb-take" },
    el("h2", { id: "cb-take" }, "保存和分享"),
    el("p", { class: "cb-hint" }, "编的课自动存在这台设备的这个浏览器里，不上传。"),
    el("div", { class: "cb-buttons" }, button("复制分享网址", () => share(course)), button("存成文件（YAML）", () => save(course, root), { "data-field": "save" }), button("打开文件", () => chooser.click()), chooser),
    el("div", { "data-faults": true, role: "status" }),
    handing(course, root),
  );
}
