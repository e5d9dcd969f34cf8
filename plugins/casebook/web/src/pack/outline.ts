// What stands where in a course pack, as packs/outline.py and packs/part.py have it; see there what each field means.

export type Edition = "student" | "teacher";

export interface Run {
  readonly text: string;
  readonly strong: boolean;
  readonly href: string;
}

export interface Text {
  readonly runs: readonly Run[];
  readonly cites: readonly string[];
}

export interface Heading {
  readonly text: string;
  readonly level: number;
  readonly kind: "heading";
}
export interface Paragraph {
  readonly text: Text;
  readonly look: "body" | "lead" | "notice" | "note";
  readonly kind: "paragraph";
}
export interface Items {
  readonly items: readonly Text[];
  readonly ordered: boolean;
  readonly kind: "items";
}
export interface Facts {
  readonly rows: ReadonlyArray<readonly [string, Text]>;
  readonly kind: "facts";
}
export interface Table {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: ReadonlyArray<readonly Text[]>;
  readonly widths: readonly number[];
  readonly right: readonly number[];
  readonly kind: "table";
}
export interface Step {
  readonly no: number;
  readonly name: string;
  readonly stage: string;
  readonly how: readonly Text[];
  readonly facts: ReadonlyArray<readonly [string, string]>;
}
export interface Steps {
  readonly title: string;
  readonly summary: string;
  readonly items: readonly Step[];
  readonly parallel: boolean;
  readonly missing: string;
  readonly kind: "steps";
}
export interface Picture {
  readonly file: string;
  readonly alt: string;
  readonly caption: string;
  readonly kind: "picture";
}
export interface Answer {
  readonly right: readonly number[];
  readonly texts: readonly string[];
  readonly explanation: readonly Text[];
}
export interface Question {
  readonly no: number;
  readonly type: string;
  readonly stem: readonly Text[];
  readonly options: readonly string[];
  readonly hint: readonly Text[];
  readonly answer: Answer | null;
  readonly kind: "question";
}
export interface Lines {
  readonly count: number;
  readonly kind: "lines";
}
export type Block = Heading | Paragraph | Items | Facts | Table | Steps | Picture | Question | Lines;

export interface Chart {
  readonly title: string;
  readonly unit: string;
  readonly labels: readonly string[];
  readonly values: readonly string[];
  readonly summary: string;
}

export interface Slide {
  readonly title: string;
  readonly subtitle: string;
  readonly points: readonly string[];
  readonly first: number;
  readonly facts: ReadonlyArray<readonly [string, string]>;
  readonly table: Table | null;
  readonly chart: Chart | null;
  readonly speaker: readonly Text[];
  readonly look: "plain" | "unit" | "break" | "question" | "choices";
}

export interface Unit {
  readonly no: number;
  readonly type: string;
  readonly title: string;
  readonly minutes: number;
  readonly begin: string;
  readonly until: string;
  readonly purpose: string;
  readonly section: string;
  readonly alternative: string;
}

export interface Section {
  readonly id: string;
  readonly kind: "about" | "agenda" | "reading" | "unit" | "break" | "outputs";
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly slides: readonly Slide[];
}

export interface Reference {
  readonly no: number;
  readonly source: string;
  readonly text: string;
}

export interface Version {
  readonly mark: string;
  readonly date: string;
  readonly line: string;
}

export interface Outline {
  readonly id: string;
  readonly title: string;
  readonly edition: Edition;
  readonly edition_label: string;
  readonly site: string;
  readonly url: string;
  readonly summary: string;
  readonly keywords: readonly string[];
  readonly minutes: number;
  readonly units: readonly Unit[];
  readonly sections: readonly Section[];
  readonly references: readonly Reference[];
  readonly version: Version;
}

// ---- a record by itself

export interface Side {
  readonly blocks: readonly Block[];
  readonly slides: readonly Slide[];
  readonly quiz: readonly Question[];
  readonly quiz_slides: readonly Slide[];
}

export interface Part {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly title: string;
  readonly summary: string;
  readonly page: string;
  readonly notices: readonly Block[];
  readonly companion: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly mark: string;
  readonly date: string;
  readonly student: Side;
  readonly teacher: Side | null;
}

export function words(text: string, ...cites: string[]): Text {
  return { runs: [{ text, strong: false, href: "" }], cites };
}

export function plain(text: Text): string {
  return text.runs.map((run) => run.text).join("");
}

/** Every Text in the order in which a reader meets it; slides show again what the blocks say. */
export function* texts(value: unknown): Generator<Text> {
  if (Array.isArray(value)) {
    for (const one of value) yield* texts(one);
  } else if (typeof value === "object" && value !== null) {
    if ("runs" in value) yield value as Text;
    else for (const [key, one] of Object.entries(value)) if (key !== "slides") yield* texts(one);
  }
}

const LETTERS = "ABCDEFGH";
const hasLetters = (type: string): boolean => type === "单选" || type === "多选";

/** The options as printed: 'A．居民自治'; 对 and 错 need no letter. */
export function choicesOf({ type, options }: Question): readonly string[] {
  return hasLetters(type) ? options.map((option, at) => `${LETTERS[at] ?? ""}．${option}`) : options;
}

/** 'A、C' for lettered options, else the answer's words; '' without an answer. */
export function answerLine({ answer, type }: Question): string {
  if (answer === null) return "";
  return hasLetters(type) ? answer.right.map((at) => LETTERS[at] ?? "").join("、") : answer.texts.join("；");
}
