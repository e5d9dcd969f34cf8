// src/main.ts and src/main.css → dist/casebook.js and dist/casebook.css for all pages; search.js, compare.js and qr.js
// for who needs them; course.js, course.css, course-file.js and office.js, form.js and form.css for the one page that needs them; the service worker → dist/worker.js. With --watch, again at every save.
// Classic scripts (IIFE), not modules: browsers refuse modules and fetch on file://, and the site must open from a USB stick.
import { context } from "esbuild";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const entries = [
  { in: join(here, "src/main.ts"), out: "casebook" },
  { in: join(here, "src/main.css"), out: "casebook" },
  { in: join(here, "src/search/index.ts"), out: "search" },
  { in: join(here, "src/compare/page.ts"), out: "compare" },
  { in: join(here, "src/reader/qr.ts"), out: "qr" },
  { in: join(here, "src/course/index.ts"), out: "course" },
  { in: join(here, "src/styles/course.css"), out: "course" },
  { in: join(here, "src/course/file.ts"), out: "course-file" },
  { in: join(here, "src/pack/office.ts"), out: "office" },
  { in: join(here, "src/offline/worker.ts"), out: "worker" },
  { in: join(here, "src/form/main.ts"), out: "form" },
  { in: join(here, "src/styles/form.css"), out: "form" },
].filter((entry) => existsSync(entry.in));

const bundle = await context({
  absWorkingDir: here,
  entryPoints: entries,
  outdir: join(here, "dist"),
  bundle: true,
  format: "iife",
  // ES2020: the browsers of office PCs that no longer update (Chromium 86, 360 and QQ of that age) read it.
  target: ["es2020", "chrome86", "firefox78", "safari14.1"],
  charset: "utf8",
  minify: true,
  legalComments: "none",
  alias: { jszip: join(here, "src/pack/parts.ts") },
  logLevel: "warning",
});

if (process.argv.includes("--watch")) {
  await bundle.watch();
} else {
  await bundle.rebuild();
  await bundle.dispose();
}
