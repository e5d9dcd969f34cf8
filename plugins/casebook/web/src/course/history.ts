// Undo and redo: drafts are never changed, so the old ones are simply kept.

const MOST = 100;
/** Keys pressed in one field within this time are one step. */
const TOGETHER = 1500;

export class History<T> {
  private before: T[] = [];
  private after: T[] = [];
  private field = "";
  private at = 0;

  constructor(private current: T) {}

  get now(): T {
    return this.current;
  }

  /** Takes up a new state. Changes with the same `field` shortly after each other are undone together. */
  push(next: T, field = "", time = Date.now()): void {
    const together = field !== "" && field === this.field && time - this.at < TOGETHER && this.before.length > 0;
    if (!together) this.before = [...this.before, this.current].slice(-MOST);
    this.after = [];
    [this.current, this.field, this.at] = [next, field, time];
  }

  get canUndo(): boolean {
    return this.before.length > 0;
  }

  get canRedo(): boolean {
    return this.after.length > 0;
  }

  undo(): void {
    const last = this.before.pop();
    if (last === undefined) return;
    this.after.push(this.current);
    [this.current, this.field] = [last, ""];
  }

  redo(): void {
    const next = this.after.pop();
    if (next === undefined) return;
    this.before.push(this.current);
    [this.current, this.field] = [next, ""];
  }
}
