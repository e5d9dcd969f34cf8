// Documents of the course: Word and slides from the bundle office.js, a page to print from this one.

import { compose, namedIn } from "../pack/compose";
import type { Edition, Outline } from "../pack/outline";
import type { Office } from "../pack/office";
import { printedOutline } from "../pack/print";
import { settled } from "../pack/settled";
import { fileName, saveFile } from "../save";
import { loadScript } from "../script";
import type { Course } from "./course";
import { button, el } from "./dom";
import { unitsOf } from "./draft";
import { NAMELESS, packOf, yamlOf } from "./pack";

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
const EDITIONS: ReadonlyArray<readonly [Edition, string]> = [["student", "学员版"], ["teacher", "教师版"]];

/** Why a document cannot be made; the message is for the reader. */
class Unmade extends Error {}

async function outlinesOf(course: Course, editions: readonly Edition[]): Promise<Outline[]> {
  const { draft, records, site } = course;
  if (unitsOf(draft).length === 0) throw new Unmade("还没有单元，先排几段再做");
  if (unitsOf(draft).some((unit) => unit.query !== undefined)) await records.learnAnswers();
  const { pack, open } = settled(packOf(draft), records.answer);
  if (open.length > 0) throw new Unmade(`${open.map(([no]) => `第 ${no} 段`).join("、")}按查询挑选，网页上挑不了：换成具体的记录，或者存成文件用 casebook pack 做`);
  const parts = await records.parts(namedIn(pack));
  if (parts === null) throw new Unmade("有记录的内容没有加载成功，刷新页面再试");
  const made = editions.map((edition) => compose(pack, parts, edition, site.name, site.url));
  const mark = made[0]?.version.mark ?? "";
  if (draft.lock !== undefined && draft.lock.mark !== mark) throw new Unmade(`锁定的内容版本是 ${draft.lock.mark}，现在是 ${mark}：${draft.lock.on}以后，所用的记录改过。要照现在的做，先去掉锁定`);
  return made;
}

async function office(course: Course): Promise<Office> {
  await loadScript(`${course.base}assets/office.js`);
  if (window.casebookOffice === undefined) throw new Unmade("做文件的程序没有加载成功，刷新页面再试");
  return window.casebookOffice;
}

/** A page opened from a folder may not read the bytes of a picture: handouts go without those of cases. */
function leftOut({ sections }: Outline): string {
  const count = sections.flatMap((section) => section.blocks).filter((block) => block.kind === "picture").length;
  return count === 0 ? "" : `；案例的 ${count} 张图片没有放进来，可以从网页上另存`;
}

async function word(course: Course, edition: Edition): Promise<string> {
  const [outline] = (await outlinesOf(course, [edition])) as [Outline];
  const name = fileName(outline.title, ` 讲义（${outline.edition_label}）.docx`);
  saveFile(name, await (await office(course)).word(outline), WORD);
  return `已做好“${name}”${leftOut(outline)}`;
}

async function slides(course: Course, edition: Edition): Promise<string> {
  const [outline] = (await outlinesOf(course, [edition])) as [Outline];
  const name = fileName(outline.title, ` 幻灯片（${outline.edition_label}）.pptx`);
  saveFile(name, await (await office(course)).slides(outline), SLIDES);
  return `已做好“${name}”`;
}

/** Names within are ASCII: old Windows shows others as signs. */
async function all(course: Course): Promise<string> {
  const outlines = await outlinesOf(course, EDITIONS.map(([edition]) => edition));
  const made = await office(course);
  const files = new Map<string, Uint8Array>();
  for (const outline of outlines) {
    files.set(`handout-${outline.edition}.docx`, await made.word(outline));
    files.set(`slides-${outline.edition}.pptx`, await made.slides(outline));
  }
  files.set("pack.yaml", new TextEncoder().encode(yamlOf(course.draft)));
  const name = fileName(course.draft.title || NAMELESS, " 全部文件.zip");
  saveFile(name, made.zip(files), "application/zip");
  return `已做好“${name}”`;
}

async function print(course: Course, edition: Edition): Promise<string> {
  const [outline] = (await outlinesOf(course, [edition])) as [Outline];
  const page = printedOutline(outline);
  const title = document.title;
  document.title = `${outline.title} 讲义（${outline.edition_label}）`; // what a PDF is called when it is kept
  document.body.append(page);
  document.documentElement.classList.add("cb-printing");
  window.addEventListener(
    "afterprint",
    () => {
      page.remove();
      document.title = title;
      document.documentElement.classList.remove("cb-printing");
    },
    { once: true },
  );
  window.print();
  return "";
}

function lockOf(course: Course): HTMLElement | null {
  const { lock } = course.draft;
  if (lock === undefined) return null;
  const drop = button("去掉锁定", () => course.change({ ...course.draft, lock: undefined }, "已去掉锁定，可以撤销", "find"));
  return el("p", { class: "cb-hint" }, `锁定在 ${lock.on} 的内容版本 ${lock.mark}：所用的记录改过，就不印。`, drop);
}

/** Buttons for each document. */
export function documentsOf(course: Course): HTMLElement {
  const make = (text: string, work: () => Promise<string>, more: Record<string, string> = {}): HTMLButtonElement => {
    const made = button(text, () => {
      made.disabled = true;
      course.say("正在做……");
      const done = (told: string): void => {
        made.disabled = false;
        course.say(told);
      };
      work().then(done, (error: unknown) => done(error instanceof Unmade ? error.message : "没有做成，请再试一次；还不行，请告诉网站维护者"));
    }, more);
    return made;
  };
  const rows = EDITIONS.map(([edition, label]) =>
    el(
      "li",
      {},
      el("span", {}, label, el("small", {}, edition === "student" ? "没有答案和参考思路" : "有参考思路、课堂计划和测验答案")),
      make("Word 讲义", () => word(course, edition), { "aria-label": `Word 讲义：${label}` }),
      make("幻灯片", () => slides(course, edition), { "aria-label": `幻灯片：${label}` }),
      make("打印或存成 PDF", () => print(course, edition), { "aria-label": `打印或存成 PDF：${label}` }),
    ),
  );
  return el(
    "section",
    { class: "cb-course__documents", "aria-labelledby": "cb-documents" },
    el("h2", { id: "cb-documents" }, "带走讲义和课件"),
    el("ul", { class: "cb-bare cb-rows" }, ...rows),
    lockOf(course),
    make("全部打成一个压缩包", () => all(course), { class: "md-button md-button--primary" }),
    el("p", { class: "cb-hint" }, "文件在您的浏览器里做，不上传。网站上没有密码，谁都能做教师版；发给学员的，请用学员版。"),
  );
}
