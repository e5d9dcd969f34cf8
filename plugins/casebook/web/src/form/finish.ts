// The end: the files to save, to copy or to begin on the host, and the receipt.

import { strToU8, zipSync } from "fflate";
import { copy, toast, today } from "../page";
import { saveFile } from "../save";
import { button, made } from "./dom";
import { fileOf, newFileUrl, type RecordFile } from "./file";
import { receiptOf, type Names } from "./receipt";
import type { Finding, FormData } from "./shapes";
import type { Draft } from "./store";
import { say } from "./verdict";

export function finishBox(data: FormData, drafts: readonly Draft[], names: Names, template: string, warnings: readonly Finding[]): HTMLElement {
  const files = drafts.map((draft) => fileOf(data, draft));
  const several = files.length > 1;
  const save = button(several ? `下载压缩包（${files.length} 个文件）` : `下载 ${files[0]?.name ?? ""}`, () => saveAll(files), "md-button md-button--primary");
  const print = button("打印收据", () => printReceipt());
  const rows = files.map((file) => fileRow(file, template));
  const said = warnings.map((finding) => {
    const { text, hint } = say(data, finding);
    return made("li", "", `${text}。${hint}`);
  });
  const day = today(new Date());
  return made(
    "section",
    "cb-done",
    made("h2", "", "写好了，检查没有发现错误"),
    made("p", "cb-form__go", save, print),
    made("p", "", several ? "每个文件放在压缩包里写着的文件夹，交的时候一起交。" : "文件交给维护者，或者自己放进源文件仓库。", "怎样交，见", linkTo("contribute.html", "怎样供稿"), "。"),
    made("ul", "cb-bare cb-done__files", ...rows),
    ...(said.length === 0 ? [] : [made("p", "", "提醒（不改也能交）："), made("ul", "", ...said)]),
    receiptOf(data, drafts, names, day),
  );
}

function linkTo(href: string, text: string): HTMLAnchorElement {
  const link = made("a", "", text);
  link.href = href;
  return link;
}

function saveAll(files: readonly RecordFile[]): void {
  const [first] = files;
  if (first === undefined) return;
  if (files.length === 1) saveFile(first.name, first.text, "application/yaml");
  else saveFile(first.name.replace(/\.yaml$/, ".zip"), zipSync(Object.fromEntries(files.map((file) => [file.path, strToU8(file.text)]))), "application/zip");
}

function fileRow(file: RecordFile, template: string): HTMLElement {
  const copied = async (): Promise<void> => toast((await copy(file.text)) ? "已复制" : "浏览器不让复制，请展开后选中文字再复制");
  const where = newFileUrl(template, file);
  const row = made("li", "", made("code", "", file.path), button("复制文字", () => void copied()));
  if (where !== null) {
    const link = linkTo(where.url, where.isWhole ? "在源文件仓库里新建" : "复制文字并打开新建页面，在那里粘贴");
    link.className = "md-button";
    link.target = "_blank";
    link.rel = "noopener";
    if (!where.isWhole) link.addEventListener("click", () => void copied());
    row.append(link);
  }
  const text = made("pre", "", file.text);
  text.tabIndex = 0;
  row.append(made("details", "cb-fold", made("summary", "", "看文件"), text));
  return row;
}

/** Paper gets the receipt and nothing else. */
function printReceipt(): void {
  const { dataset } = document.documentElement;
  dataset["cbPrint"] = "receipt";
  window.addEventListener("afterprint", () => delete dataset["cbPrint"], { once: true });
  window.print();
}
