// node pagefind.mjs docs.json out: a Pagefind index of [{id, title, text}].
import { readFileSync } from "node:fs";
import { createIndex } from "pagefind";

const [, , docs, out] = process.argv;
const { index } = await createIndex({});
for (const { id, title, text } of JSON.parse(readFileSync(docs, "utf8"))) {
  await index.addCustomRecord({ url: `/${id}`, content: `${title}\n${text}`, language: "zh", meta: { title } });
}
await index.writeFiles({ outputPath: out });
process.exit(0);
