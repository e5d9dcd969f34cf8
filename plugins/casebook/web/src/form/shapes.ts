// What publish/form/ tells of the models, and the data that a record is: as load/ reads it, all leaves are text.

export type Plain = string | Plain[] | { [key: string]: Plain };
export type Part = { [key: string]: Plain };
export type Loc = ReadonlyArray<string | number>;

export interface TextShape {
  readonly type: "text";
  readonly max?: number;
  readonly line?: boolean;
  readonly pattern?: string;
  readonly reserved?: readonly string[];
}
export interface WordShape {
  readonly type: "date" | "cite" | "url";
  readonly max?: number;
}
export interface ChoiceShape {
  readonly type: "choice";
  /** [value, what it means] */
  readonly values: ReadonlyArray<readonly [string, string]>;
}
export interface NumberShape {
  readonly type: "number";
  readonly decimal?: boolean;
  readonly ge?: number;
  readonly gt?: number;
  readonly le?: number;
  readonly lt?: number;
}
export interface RefShape {
  readonly type: "ref";
  readonly kinds: readonly string[];
  readonly max: number;
}
export interface PartShape {
  readonly type: "part";
  readonly model: string;
  /** A link may be written as a bare id. */
  readonly short?: boolean;
}
export interface ListShape {
  readonly type: "list";
  readonly item: Shape;
  readonly min?: number;
  readonly max?: number;
  /** One item may stand without a list. */
  readonly one?: boolean;
  /** A word that may stand in place of the list: 未见报道. */
  readonly word?: string;
}
export type Shape = TextShape | WordShape | ChoiceShape | NumberShape | RefShape | PartShape | ListShape;

export interface Field {
  readonly name: string;
  readonly title: string;
  readonly shape: Shape;
  readonly help?: string;
  readonly example?: unknown;
  readonly required?: boolean;
  readonly default?: string;
}

export interface Kind {
  readonly label: string;
  readonly folder: string;
  readonly model: string;
  /** [title, names of fields]; the first is open. */
  readonly sections: ReadonlyArray<readonly [string, readonly string[]]>;
}

/** [id, label, scope note, year it ended or '', successor or '', where a place lies or ''] */
export type Concept = readonly [string, string, string, string, string, string];

export interface FormData {
  readonly models: Readonly<Record<string, readonly Field[]>>;
  readonly kinds: Readonly<Record<string, Kind>>;
  /** code → [level, message, hint] */
  readonly messages: Readonly<Record<string, readonly [string, string, string]>>;
  readonly concepts: Readonly<Record<string, readonly Concept[]>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly readings: Readonly<Record<string, string>>;
  /** Regular expressions of check/privacy.py. */
  readonly private: Readonly<Record<string, string>>;
  readonly ids: { readonly most: number; readonly reserved: readonly string[] };
}

export interface Finding {
  readonly code: string;
  readonly at: Loc;
  readonly values: Readonly<Record<string, string>>;
}

export const isPart = (value: Plain | undefined): value is Part => typeof value === "object" && !Array.isArray(value);
export const isBlank = (value: Plain | undefined): boolean => value === undefined || (typeof value === "string" && value.trim() === "");

/** A text, or '' where there is none. */
export const textIn = (part: Part, name: string): string => {
  const value = part[name];
  return typeof value === "string" ? value.trim() : "";
};
/** A list; one item that stands alone is a list of one. */
export const listIn = (part: Part, name: string): readonly Plain[] => {
  const value = part[name];
  return value === undefined || isBlank(value) ? [] : Array.isArray(value) ? value : [value];
};
export const partsIn = (part: Part, name: string): readonly Part[] => listIn(part, name).map((item) => (isPart(item) ? item : {}));
export const textsIn = (part: Part, name: string): string[] => listIn(part, name).map((item) => (typeof item === "string" ? item.trim() : ""));

export interface Leaf {
  readonly field: Field;
  readonly shape: Shape;
  readonly value: string;
  readonly at: Loc;
}

/** What the fields around a place are called, with the number of the item in a list: "案例正文 › 背景与起因 1"; '' for a field of the record itself. */
export function around(data: FormData, model: string, at: Loc): string {
  const names: string[] = [];
  let shape: Shape = { type: "part", model };
  for (const step of at.slice(0, -1)) {
    if (typeof step === "number") {
      names.push(`${names.pop() ?? ""} ${step + 1}`);
      if (shape.type === "list") shape = shape.item;
      continue;
    }
    const field: Field | undefined = shape.type === "part" ? data.models[shape.model]?.find((one) => one.name === step) : undefined;
    if (field === undefined) break;
    names.push(field.title);
    shape = field.shape;
  }
  return names.join(" › ");
}

/** Every text in a record with its place, in the order of the models; a bare link is its ref, a single citation the first of a list. */
export function leavesOf(data: FormData, model: string, part: Part, at: Loc = []): Leaf[] {
  return (data.models[model] ?? []).flatMap((field) => {
    const value = part[field.name];
    return value === undefined || isBlank(value) ? [] : below(data, field, field.shape, value, [...at, field.name]);
  });
}

function below(data: FormData, field: Field, shape: Shape, value: Plain, at: Loc): Leaf[] {
  if (shape.type === "list") {
    if (typeof value === "string" && shape.word !== undefined) return [];
    const items = Array.isArray(value) ? value : [value];
    return items.flatMap((item, index) => below(data, field, shape.item, item, [...at, index]));
  }
  if (shape.type === "part") {
    const part = typeof value === "string" && shape.short === true ? { ref: value } : value;
    return isPart(part) ? leavesOf(data, shape.model, part, at) : [];
  }
  return typeof value === "string" && value.trim() !== "" ? [{ field, shape, value: value.trim(), at }] : [];
}
