// @vitest-environment node
// What eslint.config.mjs is for: whatever browsers of three years ago do not have is found, in styles and in scripts.

import { ESLint } from "eslint";
import { expect, test } from "vitest";

const linter = new ESLint({ overrideConfigFile: "eslint.config.mjs" });

async function found(code: string, filePath: string): Promise<string[]> {
  const [result] = await linter.lintText(code, { filePath });
  return (result?.messages ?? []).map(({ line, message }) => `${line} ${message}`);
}

test("a style that is too new", async () => {
  const planted = "a {\n  color: light-dark(#000, #fff);\n  anchor-name: --a;\n}\n@scope (p) {\n  b { outline: 0; }\n}\n";
  expect(await found(planted, "src/styles/base.css")).toEqual([
    expect.stringMatching(/^2 .*light-dark/),
    expect.stringMatching(/^3 .*anchor-name/),
    expect.stringMatching(/^5 .*@scope/),
  ]);
  expect(await found("@supports (anchor-name: --a) {\n  a { anchor-name: --a; }\n}\n", "src/styles/base.css")).toEqual([]);
});

test("a script that is too new, on an object whose type alone tells it", async () => {
  const planted = 'export const shown = (one: Element): boolean => one.checkVisibility();\nexport const url = URL.canParse("a:b");\n';
  expect(await found(planted, "src/root.ts")).toEqual([
    expect.stringMatching(/^1 .*checkVisibility/),
    expect.stringMatching(/^2 .*canParse/),
  ]);
}, 60_000);
