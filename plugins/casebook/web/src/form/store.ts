// The records that are being written, kept on this device while they are.

import { idOf } from "./ids";
import { draftKey } from "./kept";
import { isPart, leavesOf, textIn, type FormData, type Loc, type Part, type Plain } from "./shapes";

export interface Draft {
  readonly kind: string;
  part: Part;
  /** True until somebody writes an id himself: then it no longer follows the title. */
  follows: boolean;
}

interface Kept {
  readonly drafts: Draft[];
  readonly current: number;
}

export class Store {
  drafts: Draft[] = [];
  current = 0;
  private readonly heard: Array<() => void> = [];

  constructor(readonly data: FormData) {}

  get draft(): Draft {
    return this.drafts[this.current] as Draft;
  }

  onChange(listener: () => void): void {
    this.heard.push(listener);
  }

  get(at: Loc): Plain | undefined {
    let here: Plain | undefined = this.draft.part;
    for (const step of at) {
      if (Array.isArray(here)) here = here[step as number];
      else here = isPart(here) ? here[step] : undefined;
    }
    return here;
  }

  /** Writes a value; undefined takes it away, and a part that has nothing left with it. Items of a list stay where they are. */
  set(at: Loc, value: Plain | undefined): void {
    write(this.draft.part, at, value);
    if (at.length === 1 && at[0] === "title" && this.draft.follows) this.rename(this.draft, idOf(this.data, textIn(this.draft.part, "title"), this.taken()));
    this.told();
  }

  /** Gives a record another id; the other records that name it follow. */
  rename({ part }: Draft, id: string): void {
    const old = textIn(part, "id");
    if (id === "") delete part["id"];
    else part["id"] = id;
    if (old === "" || id === "" || old === id) return;
    for (const draft of this.drafts) {
      for (const leaf of leavesOf(this.data, this.data.kinds[draft.kind]?.model ?? "", draft.part)) {
        if (leaf.shape.type === "ref" && leaf.value === old) write(draft.part, settled(draft.part, leaf.at), id);
        if (leaf.shape.type === "cite" && leaf.value.startsWith(`${old} `)) write(draft.part, settled(draft.part, leaf.at), id + leaf.value.slice(old.length));
      }
    }
  }

  /** A new record, with what it must have laid out. Its id comes back; it is not shown yet. */
  add(kind: string, title: string): string {
    const part: Part = { status: "草稿" };
    for (const name of this.data.kinds[kind]?.sections[0]?.[1] ?? []) {
      const field = this.data.models[this.data.kinds[kind]?.model ?? ""]?.find((one) => one.name === name);
      if (field !== undefined && field.required === true) lay(this.data, part, name, field.shape);
    }
    if (title !== "") part["title"] = title;
    part["id"] = idOf(this.data, title, this.taken()) || `${kind}-${this.drafts.length + 1}`;
    this.drafts.push({ kind, part, follows: true });
    this.told();
    return part["id"];
  }

  /** Takes the shown record away. */
  drop(): void {
    this.drafts.splice(this.current, 1);
    this.current = Math.max(0, this.current - 1);
    this.told();
  }

  /** Throws everything away, here and on the device. */
  clear(): void {
    this.drafts = [];
    this.current = 0;
    try {
      localStorage.removeItem(draftKey());
    } catch {
      // nothing could be kept there either
    }
  }

  /** Ids of the other records. */
  private taken(): string[] {
    return this.drafts.filter((one) => one !== this.drafts[this.current]).map((one) => textIn(one.part, "id"));
  }

  told(): void {
    for (const listener of this.heard) listener();
  }

  /** Whether it could be kept. */
  keep(): boolean {
    try {
      localStorage.setItem(draftKey(), JSON.stringify({ drafts: this.drafts, current: this.current } satisfies Kept));
      return true;
    } catch {
      return false;
    }
  }

  /** What was kept last time; whether there was anything. */
  recall(): boolean {
    try {
      const held = JSON.parse(localStorage.getItem(draftKey()) ?? "null") as Kept | null;
      const drafts = (held?.drafts ?? []).filter((one) => one.kind in this.data.kinds && isPart(one.part));
      if (drafts.length === 0) return false;
      this.drafts = drafts;
      this.current = Math.min(held?.current ?? 0, drafts.length - 1);
      return true;
    } catch {
      return false; // closed by the browser, or spoilt by somebody
    }
  }
}

/** A place as the data has it: a bare link is no part, a single citation no list. */
function settled(part: Part, at: Loc): Loc {
  let here: Plain | undefined = part;
  for (const [index, step] of at.entries()) {
    here = Array.isArray(here) ? here[step as number] : isPart(here) ? here[step] : undefined;
    if (typeof here === "string") return at.slice(0, index + 1);
  }
  return at;
}

function write(part: Part, at: Loc, value: Plain | undefined): void {
  const way: Array<Part | Plain[]> = [part];
  at.slice(0, -1).forEach((step, index) => {
    const here = way[index] as Record<string | number, Plain>;
    const next = here[step];
    if (typeof next !== "object") here[step] = typeof at[index + 1] === "number" ? [] : {};
    way.push(here[step] as Part | Plain[]);
  });
  const last = at[at.length - 1] as string | number;
  const holder = way[way.length - 1] as Record<string | number, Plain>;
  if (value !== undefined) {
    holder[last] = value;
    return;
  }
  if (Array.isArray(holder)) {
    holder.splice(last as number, 1);
    return;
  }
  delete holder[last];
  // An optional part with nothing in it is no part.
  for (let depth = way.length - 1; depth > 0; depth--) {
    const above = way[depth - 1] as Record<string | number, Plain>;
    if (Array.isArray(way[depth]) || Array.isArray(above) || Object.keys(way[depth] as Part).length > 0) break;
    delete above[at[depth - 1] as string];
  }
}

/** Room for the first item of each list that must have one. */
function lay(data: FormData, part: Part, name: string, shape: FormData["models"][string][number]["shape"]): void {
  if (shape.type === "list" && shape.min !== undefined && shape.item.type === "part") part[name] = [{}];
  if (shape.type !== "part") return;
  const inner: Part = {};
  for (const field of data.models[shape.model] ?? []) if (field.required === true) lay(data, inner, field.name, field.shape);
  if (Object.keys(inner).length > 0) part[name] = inner;
}
