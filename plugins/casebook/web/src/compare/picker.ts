// Finding one more to compare, by the words of the search.

import { seekRecords, type Sought } from "../search/later";

const SHOWN = 8;
const PAUSE = 200;

export class Picker {
  readonly root = document.createElement("form");
  private readonly input = document.createElement("input");
  private readonly status = document.createElement("p");
  private readonly list = document.createElement("ul");
  private kinds: readonly string[] = [];
  private taken: readonly string[] = [];
  private timer = 0;
  private turn = 0;

  constructor(private readonly take: (id: string) => void) {
    const label = document.createElement("label");
    this.root.className = "cb-picker";
    this.root.setAttribute("role", "search");
    this.root.setAttribute("aria-label", "找要对比的");
    this.input.className = "cb-seek__words";
    this.input.id = "cb-picker";
    this.input.type = "search";
    this.input.autocomplete = "off";
    this.input.maxLength = 200;
    label.htmlFor = this.input.id;
    label.textContent = "找一个加进来：名称、拼音、地名，或者要解决的问题";
    this.status.className = "cb-hint";
    this.status.setAttribute("role", "status");
    this.list.className = "cb-bare cb-picker__list";
    this.root.append(label, this.input, this.status, this.list);
    this.root.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.look();
    });
    this.input.addEventListener("input", (event) => {
      if (!(event as InputEvent).isComposing) this.later();
    });
    this.input.addEventListener("compositionend", () => this.later());
  }

  /** After another choice: what may be added to it. */
  set(kinds: readonly string[], taken: readonly string[]): void {
    this.kinds = kinds;
    this.taken = taken;
    this.input.value = "";
    this.draw([], "");
  }

  focus(): void {
    this.input.focus();
  }

  private later(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.look(), PAUSE);
  }

  private async look(): Promise<void> {
    window.clearTimeout(this.timer);
    const query = this.input.value.trim();
    const turn = ++this.turn;
    if (query === "") {
      this.draw([], "");
      return;
    }
    const found = await seekRecords(query, this.kinds).catch((error: Error) => error.message);
    if (turn !== this.turn) return;
    if (typeof found === "string") {
      this.draw([], found);
      return;
    }
    const fits = found.filter((one) => !this.taken.includes(one.id)).slice(0, SHOWN);
    this.draw(fits, fits.length > 0 ? `找到 ${fits.length} 个，点一个加进来` : "没有找到，换个说法试试");
  }

  private draw(fits: readonly Sought[], said: string): void {
    this.status.textContent = said;
    this.list.replaceChildren(...fits.map((fit) => this.row(fit)));
  }

  private row(fit: Sought): HTMLElement {
    const row = document.createElement("li");
    const button = document.createElement("button");
    const facts = document.createElement("span");
    button.type = "button";
    button.className = "cb-picker__one";
    facts.className = "cb-hint";
    facts.textContent = fit.facts;
    button.append(fit.title, " ", facts);
    button.addEventListener("click", () => this.take(fit.id));
    row.append(button);
    return row;
  }
}
