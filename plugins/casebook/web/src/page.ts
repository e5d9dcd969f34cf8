// Small helps of every page: copy buttons and the message that says it worked.

/** How long a message stays: long enough to read twice. */
const STAY = 2500;
let timer = 0;

/** The place of messages. It must stand there empty before the first: what comes with its words already in is not read out. */
function toastBox(): HTMLElement {
  let box = document.querySelector<HTMLElement>(".cb-toast");
  if (box === null) {
    box = document.createElement("div");
    box.className = "cb-toast";
    box.setAttribute("role", "status");
    document.body.append(box);
  }
  return box;
}

/** Says `text` at the foot of the window, and to screen readers; one message at a time. */
export function toast(text: string): void {
  const box = toastBox();
  box.textContent = text;
  box.classList.add("cb-toast--shown");
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    box.classList.remove("cb-toast--shown");
    box.textContent = ""; // so that the same words are news again
  }, STAY);
}

/** The old way, for http:// on an intranet, where browsers hide the clipboard API. True when it worked. */
function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("readonly", "");
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.focus({ preventScroll: true });
  area.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  area.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}

/** Whether `text` is now in the clipboard. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Today where the reader is, as GB/T 7714 writes it: 2024-05-01. */
export function today(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * What a button copies: data-casebook-copy. data-casebook-copy-date is the part of it that stands for the day of access,
 * which only the reader's browser knows.
 */
export function textToCopy(button: HTMLElement, now: Date): string {
  const text = button.dataset["casebookCopy"] ?? "";
  const part = button.dataset["casebookCopyDate"] ?? "";
  return part === "" ? text : text.split(part).join(today(now));
}

async function copied(button: HTMLElement): Promise<void> {
  const done = await copy(textToCopy(button, new Date()));
  toast(done ? "已复制" : "浏览器不让复制，请选中文字后按 Ctrl+C");
}

export function mountPage(): void {
  if (document.querySelector("[data-casebook-copy]") !== null) toastBox();
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-casebook-copy]");
    if (button !== null) void copied(button);
  });
}
