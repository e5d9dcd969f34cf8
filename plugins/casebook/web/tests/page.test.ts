import { beforeEach, expect, test, vi } from "vitest";

import { copy, mountPage, textToCopy, toast, today } from "../src/page";

const DAY = new Date(2024, 4, 1);

function button(attributes: string): HTMLElement {
  document.body.innerHTML = `<button type="button" ${attributes}>复制</button>`;
  return document.querySelector("button") as HTMLElement;
}

beforeEach(() => vi.useRealTimers());

test("the day of access is the reader's own", () => {
  expect(today(DAY)).toBe("2024-05-01");
  const cite = button('data-casebook-copy="某记录[查阅日期].网址." data-casebook-copy-date="查阅日期"');
  expect(textToCopy(cite, DAY)).toBe("某记录[2024-05-01].网址.");
  expect(textToCopy(button('data-casebook-copy="照原样"'), DAY)).toBe("照原样");
});

test("where the clipboard is closed, the old way is tried and its answer told", async () => {
  vi.stubGlobal("navigator", {});
  let selected = "";
  document.execCommand = () => {
    selected = (document.activeElement as HTMLTextAreaElement | null)?.value ?? "";
    return true;
  };
  expect(await copy("文字")).toBe(true);
  expect(selected).toBe("文字");
  expect(document.querySelector("textarea")).toBeNull();
  document.execCommand = () => false;
  expect(await copy("文字")).toBe(false);
  vi.unstubAllGlobals();
});

test("a click copies, and is told so", async () => {
  const written: string[] = [];
  vi.stubGlobal("navigator", { clipboard: { writeText: async (text: string) => void written.push(text) } });
  mountPage();
  button('data-casebook-copy="一次"').click();
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(written).toEqual(["一次"]);
  expect(document.querySelector(".cb-toast")?.textContent).toBe("已复制");
  vi.unstubAllGlobals();
});

test("a message goes away by itself", () => {
  vi.useFakeTimers();
  document.body.innerHTML = "";
  toast("甲");
  toast("乙");
  const boxes = document.querySelectorAll(".cb-toast");
  expect(boxes.length).toBe(1);
  expect(boxes[0]?.textContent).toBe("乙");
  vi.advanceTimersByTime(3000);
  expect(boxes[0]?.classList.contains("cb-toast--shown")).toBe(false);
});

test("the place of messages is there, and empty, before the first copy", () => {
  document.body.innerHTML = '<button type="button" data-casebook-copy="文字">复制</button>';
  mountPage();
  const box = document.querySelector(".cb-toast");
  expect(box?.getAttribute("role")).toBe("status");
  expect(box?.textContent).toBe("");
});
