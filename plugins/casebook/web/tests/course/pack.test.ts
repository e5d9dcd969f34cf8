import { expect, test } from "vitest";

import { faults, draftOf, hoursOf, recordOf } from "../../src/course/pack";
import { draftIn, fragmentOf } from "../../src/course/share";
import type { Draft } from "../../src/course/draft";

export const RECORD = {
  id: "wo-de-ke",
  title: "我的课：一“半”天 #1",
  summary: "一段话。",
  themes: ["xie-shang-yi-shi"],
  audience: ["社区书记"],
  hours: 1,
  objectives: ["能说出五项", "能选途径"],
  units: [
    { session: "上午", type: "工作法", ref: "wu-shi-gong-zuo-fa", minutes: 30, purpose: "学会", alternative_ref: "tai-cang-4-jia-1" },
    { type: "休息", title: "休息", minutes: 10 },
    { session: "下午", type: "讨论", title: "议", minutes: 20, text: "第一行\n\n第二行：说" },
  ],
  pre_reading: ["liu-tiao-can-yu-tu-jing", { ref: "min-shi-min-ti", note: "四句话" }],
  outputs: ["一张表"],
};

const read = (record: unknown): [Draft | null, string[]] => {
  const told: string[] = [];
  return [draftOf(record, (at, what) => told.push(`${at.join(".")}: ${what}`)), told];
};
const whole = (record: unknown): Draft => read(record)[0] as Draft;

test("a record comes back as it was, with its sessions", () => {
  const [draft, told] = read(RECORD);
  expect(told).toEqual([]);
  expect(draft?.sessions.map((session) => [session.title, session.units.length])).toEqual([["上午", 2], ["下午", 1]]);
  expect(JSON.parse(JSON.stringify(recordOf(draft as Draft)))).toEqual({ ...RECORD, aliases: [], keywords: [], status: "草稿" });
});

test("what the page does not show comes back too: a query, a lock, who reviewed it, what an editor noted", () => {
  const record = {
    ...RECORD,
    status: "已发布",
    superseded_by: "xin-ke",
    reviewed: { by: "某人", on: "2026-11-23", next_review: "2027-11" },
    redirect_from: ["jiu-ke", "geng-jiu"],
    units: [...RECORD.units, { type: "案例", query: '主题:协商议事 "五事"', most: 3, minutes: 45, text: "先读\n" }],
    pre_reading: [{ ref: "min-shi-min-ti", note: "四句话", cite: ["hubei-2019 一(二)", "hubei-2019 二"] }],
    lock: { mark: "6c50466b", on: "2026-11-26" },
    editor_notes: [{ kind: "缺载", text: "没有写", cite: "hubei-2019 三" }],
  };
  const [draft, told] = read(record);
  expect(told).toEqual([]);
  const back = JSON.parse(JSON.stringify(recordOf(draft as Draft)));
  expect(back).toEqual({ ...record, aliases: [], keywords: [], units: [...RECORD.units, { ...record.units[3], text: "先读" }] });
  expect(Object.keys(back)).toEqual("id title aliases summary themes keywords status superseded_by reviewed redirect_from audience hours objectives units pre_reading lock outputs editor_notes".split(" "));
  expect(faults({ ...(draft as Draft), hours: 0 })).toEqual([]);
});

test("a query belongs to what a search can choose", () => {
  const units = [{ type: "讨论", query: "议事", minutes: 60 }];
  expect(faults(whole({ ...RECORD, units })).map((one) => one.told)).toEqual(["按查询挑选的只能是案例、工作法、政策，而且不另写 ref"]);
});

test("lists longer than a record may be are told before the check tells", () => {
  const many = Array.from({ length: 11 }, (_, at) => `目标 ${at}`);
  expect(faults({ ...whole(RECORD), objectives: many, audience: ["很".repeat(81)] }).map((one) => one.told)).toEqual(["适用对象每条最多 80 个字，“很很很很很很很很很很……”太长", "教学目标最多 10 条，现在有 11 条"]);
});

test("the first session may go without a name where a later one has one", () => {
  const [one, two, three] = RECORD.units.map(({ session: _, ...unit }) => unit);
  const units = [one, two, { session: "下午", ...three }];
  expect((recordOf(whole({ ...RECORD, units }))["units"] as Array<{ session?: string }>).map((unit) => unit.session)).toEqual([undefined, undefined, "下午"]);
});

test("one session without a name is none in the record; a second one makes both have names", () => {
  const plain = { ...RECORD, units: RECORD.units.map(({ session: _, ...unit }) => unit) };
  expect(recordOf(whole(plain))["units"]).toEqual(plain.units.map((one) => expect.objectContaining({ type: one.type, session: undefined })));
  const draft = whole(RECORD);
  const nameless = { ...draft, sessions: draft.sessions.map((session) => ({ ...session, title: "" })) };
  expect((recordOf(nameless)["units"] as Array<{ session?: string }>).map((one) => one.session)).toEqual(["第 1 场", undefined, "第 2 场"]);
});

test("what cannot be read is told with its place, and the rest is read", () => {
  const units = [{ type: "案例", minutes: 20 }, { type: "演戏", minutes: 5 }, { type: "讨论", title: "议", minutes: "很久" }, { type: "讨论", title: "议", minutes: "45", who: "我" }, "讨论"];
  const [draft, told] = read({ ...RECORD, hours: "一天", units, color: "红", pre_reading: ["不是编号"] });
  expect(told.map((one) => one.split(":")[0])).toEqual(["color", "hours", "units.0", "units.1.type", "units.2.minutes", "units.3.who", "units.4", "pre_reading.0.ref"]);
  expect(draft?.sessions[0]?.units.map((unit) => [unit.type, unit.minutes])).toEqual([["案例", 20], ["讨论", 45]]);
  expect(read(["a"])[0]).toBeNull();
});

test("what the check would say is said before", () => {
  expect(faults(whole(RECORD))).toEqual([]);
  expect(faults({ ...whole(RECORD), id: "我的课", hours: 2, summary: " " }).map((one) => one.field)).toEqual(["id", "summary", "hours"]);
  expect([hoursOf(100), hoursOf(210), hoursOf(90)]).toEqual([1.67, 3.5, 1.5]);
});

test("a course goes into an address and comes out the same; a cut address is told from none", () => {
  const fragment = fragmentOf(whole(RECORD));
  expect(fragment).toMatch(/^#c1=[\w-]+$/);
  expect(recordOf(draftIn(fragment) as Draft)).toEqual(recordOf(whole(RECORD)));
  expect([draftIn(""), draftIn("#units"), draftIn(fragment.slice(0, -20)), draftIn("#c1=%%")]).toEqual([null, null, "broken", "broken"]);
});
