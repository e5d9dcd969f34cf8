// node epubcheck.mjs BOOK…: what EPUBCheck finds in each, as JSON by path; usage messages (best practice) as well.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const web = new URL("../../plugins/casebook/web/package.json", import.meta.url);
const { EpubCheck } = createRequire(web)("@likecoin/epubcheck-ts");
const found = {};
for (const path of process.argv.slice(2)) {
  const { messages } = await EpubCheck.validate(await readFile(path), { includeUsage: true, includeInfo: true });
  found[path] = messages.map(({ id, message, location }) => `${id} ${location?.path ?? ""} ${message}`);
}
console.log(JSON.stringify(found));
