// Filtering and counting over plain values: no document, no address bar.

/** Facet name → the value chosen; a facet without a choice has no key. */
export type Choices = Readonly<Record<string, string>>;
/** Facet name → the item's own values (a region comes with all the units it lies in). */
export type Values = Readonly<Record<string, readonly string[]>>;

function fits(values: Values, name: string, chosen: string): boolean {
  return values[name]?.includes(chosen) ?? false;
}

/** Indices of the items that fit every choice, in order. */
export function matching(items: readonly Values[], choices: Choices): number[] {
  const asked = Object.entries(choices);
  const found: number[] = [];
  items.forEach((values, index) => {
    if (asked.every(([name, chosen]) => fits(values, name, chosen))) found.push(index);
  });
  return found;
}

/**
 * For each facet and value: how many items there would be with that value chosen and the other facets as they are.
 * One pass: an item that misses one facet's choice still counts for the other values of that facet.
 */
export function tally(items: readonly Values[], names: readonly string[], choices: Choices): Record<string, Map<string, number>> {
  const counts: Record<string, Map<string, number>> = {};
  for (const name of names) counts[name] = new Map();
  for (const values of items) {
    const missed = names.filter((name) => choices[name] !== undefined && !fits(values, name, choices[name] as string));
    if (missed.length > 1) continue;
    for (const name of missed.length === 1 ? missed : names) {
      const counted = counts[name] as Map<string, number>;
      for (const value of values[name] ?? []) counted.set(value, (counted.get(value) ?? 0) + 1);
    }
  }
  return counts;
}

/** The choices an address carries; names and values the page does not know are passed over. */
export function fromQuery(query: string, known: ReadonlyMap<string, ReadonlySet<string>>): Choices {
  const choices: Record<string, string> = {};
  const params = new URLSearchParams(query);
  for (const [name, values] of known) {
    const value = params.get(name);
    if (value !== null && values.has(value)) choices[name] = value;
  }
  return choices;
}

/** The query string for these choices, '' or with its '?'; parameters that are no facet's stay as they were. */
export function toQuery(query: string, names: readonly string[], choices: Choices): string {
  const params = new URLSearchParams(query);
  for (const name of names) {
    const chosen = choices[name];
    if (chosen === undefined) params.delete(name);
    else params.set(name, chosen);
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}
