// The site's own search without its page, for the bench.
import { Finder } from "../../../plugins/casebook/web/src/search/find";

const finder = new Finder("./");
Object.assign(window, {
  ask: async (query: string): Promise<string[]> => {
    const found = await finder.find(query);
    const rows = await found.build.rows(found.hits.slice(0, 10).map((hit) => hit.doc));
    return rows.map((row) => (row?.url ?? "").replace(/^.*\/|\.html$/g, ""));
  },
});
