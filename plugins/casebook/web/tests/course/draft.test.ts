import { expect, test } from "vitest";

import { added, changed, clock, emptyDraft, joined, minutesOf, moved, removed, split, stepped, unitsOf, unlocked, type Draft, type Unit } from "../../src/course/draft";
import { History } from "../../src/course/history";

const unit = (key: number, minutes = 10): Unit => ({ key, type: "讨论", title: `u${key}`, minutes });
const course = (...keys: number[]): Draft => keys.reduce((draft, key) => added(draft, unit(key)), emptyDraft());
const order = (draft: Draft) => draft.sessions.map((session) => session.units.map((one) => one.key));

test("a unit goes before the place where it is dropped, as the places are counted while it is still in the old one", () => {
  const draft = course(1, 2, 3, 4);
  expect(order(moved(draft, 1, 0, 3))).toEqual([[2, 3, 1, 4]]);
  expect(order(moved(draft, 4, 0, 0))).toEqual([[4, 1, 2, 3]]);
  expect(order(moved(draft, 2, 0, 9))).toEqual([[1, 3, 4, 2]]);
  expect(order(moved(draft, 9, 0, 0))).toEqual([[1, 2, 3, 4]]);
});

test("steps go over the border of a session, and stop at the ends", () => {
  const two = split(course(1, 2, 3), 2);
  expect(order(two)).toEqual([[1], [2, 3]]);
  expect(order(stepped(two, 2, -1))).toEqual([[1, 2], [3]]);
  expect(order(stepped(two, 1, 1))).toEqual([[], [1, 2, 3]]);
  expect(order(stepped(two, 2, 1))).toEqual([[1], [3, 2]]);
  expect(stepped(two, 1, -1)).toBe(two);
  expect(stepped(two, 3, 1)).toBe(two);
  expect(order(joined(two, 1))).toEqual([[1, 2, 3]]);
  expect(joined(two, 0)).toBe(two);
});

test("minutes add up, and a change touches one unit", () => {
  const draft = changed(course(1, 2), 2, { minutes: 55 });
  expect([minutesOf(unitsOf(draft)), clock(65), clock(600)]).toEqual([65, "1:05", "10:00"]);
  expect(order(removed(draft, 1))).toEqual([[2]]);
});

test("what is typed in one field in a row is undone at once, and what is undone can be done again", () => {
  const history = new History("");
  history.push("a", "title", 1000);
  history.push("ab", "title", 1500);
  history.push("abc", "title", 9000);
  history.undo();
  expect(history.now).toBe("ab");
  history.undo();
  expect([history.now, history.canUndo, history.canRedo]).toEqual(["", false, true]);
  history.undo();
  history.redo();
  history.redo();
  history.redo();
  expect(history.now).toBe("abc");
  history.undo();
  history.push("new");
  expect(history.canRedo).toBe(false);
});

test("a lock stays while the same records are named, in whatever order, and goes with the first other one", () => {
  const lock = { mark: "6c50466b", on: "2026-11-26" };
  const [one, other]: Unit[] = [{ key: 1, type: "案例", ref: "a", minutes: 5 }, { key: 2, type: "案例", query: "主题:议事", most: 2, minutes: 5 }];
  const locked: Draft = { ...added(added(emptyDraft(), one as Unit), other as Unit), lock };
  const lockAfter = (next: Draft) => unlocked(locked, next).lock;
  expect(lockAfter(stepped(locked, 1, 1))).toBe(lock);
  expect(lockAfter(changed(locked, 1, { minutes: 50, purpose: "学" }))).toBe(lock);
  expect(lockAfter(added(locked, unit(3)))).toBe(lock);
  expect(lockAfter(changed(locked, 1, { ref: "b" }))).toBeUndefined();
  expect(lockAfter(changed(locked, 2, { most: 3 }))).toBeUndefined();
  expect(lockAfter({ ...locked, pre_reading: [{ ref: "c" }] })).toBeUndefined();
  const opened = { ...locked, lock: { mark: "00000000", on: "2026-11-27" }, sessions: [] };
  expect(lockAfter(opened)).toBe(opened.lock);
});
