// The bundle office.js, loaded when somebody asks for a document: makes Word, slides, and all of it in one archive.

import type { Outline } from "./outline";
import { zipped } from "./package";
import { slidesFile } from "./slides";
import { wordFile } from "./word";

export interface Office {
  word(outline: Outline): Promise<Uint8Array>;
  slides(outline: Outline): Promise<Uint8Array>;
  zip(files: ReadonlyMap<string, Uint8Array>): Uint8Array;
}

declare global {
  interface Window {
    casebookOffice?: Office;
  }
}

window.casebookOffice = { word: wordFile, slides: slidesFile, zip: zipped };
