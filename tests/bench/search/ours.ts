// The site's own search without its page, for the bench.
import { Finder, type Found, type Row } from "../../../plugins/casebook/web/src/search/find";

const finder = new Finder("./");
// As the search page does, while the reader types.
finder.manifest().catch(() => undefined);

/** As the page shows them: six at once, then the rest; what is known early is shown early. */
const FIRST = 6;

async function shown(found: Found, onFirst: () => void): Promise<Array<Row | null>> {
  const rows = await found.build.rows(found.hits.slice(0, FIRST).map((hit) => hit.doc));
  if (rows.length > 0) onFirst();
  return rows;
}

Object.assign(window, {
  ask: async (query: string, onFirst: () => void = () => undefined): Promise<string[]> => {
    const found = await finder.find(query, { early: (early) => void shown(early, onFirst) });
    const docs = found.hits.slice(0, 10).map((hit) => hit.doc);
    const first = await shown(found, onFirst);
    const rows = [...first, ...(await found.build.rows(docs.slice(FIRST)))];
    return rows.map((row) => (row?.url ?? "").replace(/^.*\/|\.html$/g, ""));
  },
});
