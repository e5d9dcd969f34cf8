// Takes the addresses of sponsors out of package-lock.json: our lock files name no host, and npm reads none of these.
import { readFileSync, writeFileSync } from "node:fs";

const path = new URL("./package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(path, "utf8"));
for (const entry of Object.values(lock.packages)) {
  delete entry.funding;
  if (entry.resolved !== undefined) throw new Error("package-lock.json: resolved present, is .npmrc read?");
}
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
