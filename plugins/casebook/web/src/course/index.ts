// The bundle course.js: only the page 自己编课 loads it.

import type { Seek, Sounds } from "./course";
import { CoursePage } from "./page";

declare global {
  interface Window {
    casebookCoursePage?: (root: HTMLElement, base: string, seek: Seek, sounds: Sounds) => void;
  }
}

window.casebookCoursePage = (root, base, seek, sounds) => void new CoursePage(root, base, seek, sounds);
