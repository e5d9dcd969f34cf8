// node minisearch.mjs docs.json out.json: a MiniSearch index of [{id, terms}] whose terms are cut already.
import { readFileSync, writeFileSync } from "node:fs";
import MiniSearch from "minisearch";

const [, , docs, out] = process.argv;
const index = new MiniSearch({ fields: ["title", "text"], tokenize: (text) => text.split(" ") });
index.addAll(JSON.parse(readFileSync(docs, "utf8")));
writeFileSync(out, JSON.stringify(index));
