import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";

import { mountTips } from "../../src/reader/tip";

const by = (selector: string): HTMLElement => document.querySelector(selector) as HTMLElement;
const tip = (): string | null => document.querySelector("[role=tooltip]")?.textContent ?? null;

function over(selector: string, pointerType = "mouse"): void {
  const event = new Event("pointerover", { bubbles: true });
  by(selector).dispatchEvent(Object.assign(event, { pointerType }));
}

beforeAll(mountTips);

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `<main class="md-content"><a href="#" id="one" title="先听，后办"><b>两步</b></a><a href="#" id="two" title="另一个">二</a><p>别处</p></main>`;
});

afterEach(() => {
  window.dispatchEvent(new Event("pagehide")); // what is shown goes
  vi.useRealTimers();
});

test("under the mouse the title stands in a box, and nowhere twice", () => {
  over("#one b");
  expect([tip(), by("#one").hasAttribute("title"), by("#one").getAttribute("aria-describedby")]).toEqual(["先听，后办", false, by("[role=tooltip]").id]);
  over("#two");
  expect([tip(), by("#one").title, document.querySelectorAll("[role=tooltip]").length]).toEqual(["另一个", "先听，后办", 1]);
});

test("the mouse may go over to the box; a while after it left both, the box goes", () => {
  over("#one");
  over("p");
  vi.advanceTimersByTime(100);
  over("[role=tooltip]");
  vi.advanceTimersByTime(1000);
  expect(tip()).toBe("先听，后办");
  over("p");
  vi.advanceTimersByTime(1000);
  expect([tip(), by("#one").title]).toEqual([null, "先听，后办"]);
});

test("the keyboard holds the box until it leaves or says Escape", () => {
  by("#one").focus();
  over("p");
  vi.advanceTimersByTime(1000);
  expect(tip()).toBe("先听，后办");
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  expect(tip()).toBe(null);
  by("#two").focus();
  by("#two").blur();
  vi.advanceTimersByTime(1000);
  expect(tip()).toBe(null);
});

test("the page that comes back has no box standing there", () => {
  over("#one");
  window.dispatchEvent(new Event("pagehide"));
  expect([tip(), by("#one").title]).toEqual([null, "先听，后办"]);
});

test("a finger that passes over shows nothing", () => {
  over("#one", "touch");
  expect(tip()).toBe(null);
});
