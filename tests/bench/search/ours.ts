// The site's own search without its page, for the bench.
import { Finder } from "../../../plugins/casebook/web/src/search/find";

const finder = new Finder("./");
// As the search page does, while the reader types.
finder.manifest().catch(() => undefined);

/** As the page shows them: six at once, then the rest. */
const FIRST = 6;

Object.assign(window, {
  ask: async (query: string, onFirst: () => void = () => undefined): Promise<string[]> => {
    const found = await finder.find(query);
    const docs = found.hits.slice(0, 10).map((hit) => hit.doc);
    const first = await found.build.rows(docs.slice(0, FIRST));
    onFirst();
    const rows = [...first, ...(await found.build.rows(docs.slice(FIRST)))];
    return rows.map((row) => (row?.url ?? "").replace(/^.*\/|\.html$/g, ""));
  },
});
