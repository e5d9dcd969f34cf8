// What the parts of the page share: the draft, the records, and how a change is told.

import type { Draft } from "./draft";
import type { Records } from "./records";

export interface Hit {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
}

/** What the script of all pages lends: its search. Rejects with a message for the reader. */
export type Seek = (query: string) => Promise<readonly Hit[]>;

/** Likewise its table of how characters sound. */
export type Sounds = () => Promise<ReadonlyMap<string, string>>;

/** The site's name, its address or '', and the template of its host's page for a new file or ''. */
export interface SiteNames {
  readonly name: string;
  readonly url: string;
  readonly newFile: string;
}

export interface Course {
  readonly draft: Draft;
  readonly records: Records;
  readonly base: string;
  readonly seek: Seek;
  readonly sounds: Sounds;
  readonly site: SiteNames;
  /** Takes up a draft of another shape and draws the page anew. `told` is said aloud, `focus` the name of the field to go on with. */
  change(next: Draft, told: string, focus?: string): void;
  /** Takes up what is typed in a field: only the sums are drawn anew. */
  typed(next: Draft, field: string): void;
  say(told: string): void;
}

export const UNIT_OF_KIND: Readonly<Record<string, "案例" | "工作法" | "政策" | "教学说明">> = { case: "案例", method: "工作法", policy: "政策", note: "教学说明" };
export const KIND_OF_UNIT: Readonly<Record<string, string>> = { 案例: "case", 工作法: "method", 政策: "policy", 教学说明: "note", 测验: "note" };
export const LABEL: Readonly<Record<string, string>> = { ...UNIT_OF_KIND, term: "术语", source: "来源", pack: "课程包" };
