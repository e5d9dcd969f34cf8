import { afterEach, expect, test } from "vitest";

import { Finder, OtherBuild, type Found } from "../../src/search/find";
import { answerScripts, DOCS, file, type Options } from "./fixtures";

let undo = (): void => undefined;
afterEach(() => undo());

function finder(serve: (path: string, query: string) => ReturnType<typeof file>): { finder: Finder; asked: string[] } {
  const scripts = answerScripts(serve);
  undo = scripts.undo;
  return { finder: new Finder("http://site.test/"), asked: scripts.asked };
}

const titles = async (own: Finder, query: string): Promise<string[]> => {
  const { hits, build } = await own.find(query);
  return (await build.rows(hits.map((hit) => hit.doc))).map((row) => row?.title ?? "");
};

test("a record is found by its name, its alias and its words", async () => {
  const { finder: own } = finder((path) => file(path));
  expect((await titles(own, "由民做主"))[0]).toBe("由民做主");
  expect(await titles(own, "由民作主")).toEqual(["由民做主"]);
  expect(await titles(own, "敲门法")).toEqual(["敲门法"]);
  expect(await titles(own, "议事")).toEqual(["某社区议事", "由民做主"]);
  expect(await (await own.find("议事")).build.text(2)).toBe(DOCS[2]?.text);
});

test("one wrong character in a name is forgiven and told", async () => {
  const { finder: own } = finder((path) => file(path));
  const found = await own.find("由明做主");
  expect(found.hits[0]).toMatchObject({ doc: 0, kind: "method", label: "工作法" });
  expect(found.near).toEqual(["由民做主"]);
  expect((await own.find("由民做主")).near).toEqual([]);
});

test("a name is found by its pinyin, whole or while it is typed, and by its initials", async () => {
  const { finder: own } = finder((path) => file(path));
  for (const typed of ["youminzuozhu", "you min zuo zhu", "youminz", "ymzz", "YMZ"]) expect(await titles(own, typed)).toEqual(["由民做主"]);
  expect(await titles(own, "qmf")).toEqual(["敲门法"]);
});

test("two wrong characters that sound right are forgiven", async () => {
  const { finder: own } = finder((path) => file(path));
  const found = await own.find("尤敏坐住");
  expect(found.hits[0]).toMatchObject({ doc: 0 });
  expect(found.near).toEqual(["由民做主"]);
});

test("a slip in pinyin or initials is forgiven and told", async () => {
  const { finder: own } = finder((path) => file(path));
  for (const typed of ["youmingzuozhu", "youminzuozu", "ymzc"]) {
    expect(await titles(own, typed)).toEqual(["由民做主"]);
    expect((await own.find(typed)).near).toEqual(["由民做主"]);
  }
});

test("who finds nothing is told the names most like it", async () => {
  const { finder: own } = finder((path) => file(path));
  expect(await own.find("主错由错做")).toMatchObject({ hits: [], near: ["由民做主"] });
  expect(await own.find("鼍鼉龘")).toMatchObject({ hits: [], near: [] });
});

test("two neighbours swapped across the middle are forgiven", async () => {
  const { finder: own } = finder((path) => file(path));
  expect(await titles(own, "由做民主")).toEqual(["由民做主"]);
});

test("a word that says the same finds what the other one would", async () => {
  const { finder: own } = finder((path) => file(path));
  expect(await titles(own, "商量")).toEqual(["某社区议事", "由民做主"]);
});

test("what a frequent word leaves to another file is read too, and what there is before is told early", async () => {
  const { finder: own } = finder((path) => file(path));
  const early: Found[] = [];
  const whole = await own.find("社区", { early: (found) => early.push(found) });
  expect(early.map((found) => [found.isPart, found.hits.length])).toEqual([[true, 1]]);
  expect([whole.isPart, whole.hits.length]).toEqual([false, 3]);
});

test("a word that is too frequent says that there is more, and all of it comes when asked for", async () => {
  const { finder: own, asked } = finder((path) => file(path));
  expect(await own.find("市民")).toMatchObject({ isPart: true });
  expect(asked.filter((path) => path.startsWith("search/c/"))).toEqual([]);
  const whole = await own.find("市民", { all: true });
  expect([whole.isPart, whole.hits.length]).toEqual([false, 3]);
});

test("what is still to come after the first files is asked for at once", async () => {
  const { finder: own, asked } = finder((path) => file(path));
  let known: string[] = [];
  await own.find("由明做主 议事社区", { early: () => (known = [...asked]) });
  const families = ["c/", "d/", "pinyin"];
  expect(families.filter((family) => known.some((path) => path.startsWith(`search/${family}`)))).toEqual(families);
});

test("what stands in quotes must stand together; the same words without quotes need not", async () => {
  const { finder: own } = finder((path) => file(path));
  const docs = async (query: string): Promise<number[]> => (await own.find(query)).hits.map(({ doc }) => doc).sort();
  expect(await docs("居民议")).toEqual([0, 2]);
  for (const query of ['"居民议"', "“居民议”", "＂居民议＂", '"居民议" 社区', '"居民议""楼道堆物"']) expect([query, await docs(query)]).toEqual([query, query.includes("堆物") ? [] : [2]]);
  expect(await docs('"居民议')).toEqual([0, 2]);
  expect(await docs('社区"居民议"')).not.toEqual([]);
});

test("filters know regions with all they lie in", async () => {
  const { finder: own } = finder((path) => file(path));
  const { hits, build } = await own.find("议事");
  const filters = await build.filters();
  expect(hits.map((hit) => filters?.values(hit))).toEqual([
    { kind: ["case"], theme: [], region: ["37"], level: [], setting: [], year: [], note: ["yes"] },
    { kind: ["method"], theme: ["yi-shi"], region: ["3707", "37"], level: [], setting: [], year: [], note: [] },
  ]);
});

test("only what the query needs is loaded, and only once", async () => {
  const { finder: own, asked } = finder((path) => file(path, { terms: 4 }));
  await own.find("上门");
  expect(asked.filter((path) => path.startsWith("search/t/"))).toHaveLength(1);
  const before = asked.length;
  await own.find("上门");
  expect(asked).toHaveLength(before);
});

test("an empty or wordless query asks for no shard", async () => {
  const { finder: own, asked } = finder((path) => file(path));
  for (const query of ["", "   ", "<>()*+[", "👍"]) expect((await own.find(query)).hits).toEqual([]);
  expect(asked.filter((path) => /\/[tn]\//.test(path))).toEqual([]);
});

test("a pasted page is cut before it asks for hundreds of files", async () => {
  const { finder: own, asked } = finder((path) => file(path, { terms: 4096 }));
  const found = await own.find("治理".repeat(50) + Array.from({ length: 9900 }, (_, at) => String.fromCharCode(0x4e00 + at)).join(""));
  expect(found.isCut).toBe(true);
  await own.find(Array.from({ length: 500 }, (_, at) => String.fromCharCode(0x4e00 + at)).join(""));
  expect(asked.length).toBeLessThan(80);
});

test("a missing shard leaves the other hits and is named; it is tried again", async () => {
  let broken = true;
  const { finder: own } = finder((path) => (broken && path.startsWith("search/t/") ? null : file(path, { terms: 1 })));
  const found = await own.find("由民做主 议事");
  expect(found.missing).toEqual(["search/t/0.js"]);
  broken = false;
  expect((await own.find("议事")).missing).toEqual([]);
});

test("without a manifest the reader is told, and a later try succeeds", async () => {
  let broken = true;
  const { finder: own } = finder((path) => (broken ? null : file(path)));
  await expect(own.find("议事")).rejects.toThrow("search/index.js");
  broken = false;
  expect(await titles(own, "议事")).toHaveLength(2);
});

test("an old manifest from a cache gives way to the new build", async () => {
  const now: Options = { edition: "e2", version: "v2" };
  const { finder: own, asked } = finder((path, query) =>
    path === "search/index.js" && query === "" ? file(path, { edition: "e1", version: "v1" }) : file(path, now),
  );
  expect(await titles(own, "议事")).toEqual(["某社区议事", "由民做主"]);
  expect(asked.filter((path) => path === "search/index.js")).toHaveLength(2);
});

test("files of another format are not read: a newer manifest is asked for, and then the reader is told", async () => {
  const { finder: early } = finder((path, query) => file(path, path === "search/index.js" && query === "" ? { format: 1 } : {}));
  expect(await titles(early, "议事")).toHaveLength(2);
  undo();
  const { finder: late, asked } = finder((path) => file(path, { format: 999 }));
  await expect(late.find("议事")).rejects.toThrow("强制刷新");
  expect(asked.filter((path) => path.startsWith("search/t/"))).toEqual([]);
});

test("hits keep to the build they were found in, when a later search is answered by a new one", async () => {
  let now: Options = { edition: "e1", version: "v1" };
  const { finder: own } = finder((path) => file(path, now));
  const old = await own.find("由民做主");
  now = { edition: "e2", version: "v2" };
  expect((await own.find("敲门法")).hits[0]).toMatchObject({ doc: 1 });
  await expect(old.build.rows([2])).rejects.toThrow(OtherBuild);
  await expect(old.build.filters()).rejects.toThrow(OtherBuild);
  expect((await (await own.find("议事")).build.rows([2]))[0]).toMatchObject({ title: "某社区议事" });
});

test("files of two builds that never fit are refused, not mixed", async () => {
  const { finder: own } = finder((path) => file(path, path.startsWith("search/t/") ? { edition: "e2" } : {}));
  await expect(own.find("议事")).rejects.toThrow("正在更新");
});

test("names of an object's own parts are words like others", async () => {
  const { finder: own } = finder((path) => file(path));
  for (const query of ["constructor", "__proto__", "toString hasOwnProperty"]) expect((await own.find(query)).hits).toEqual([]);
});
