// The bundle course.js: only the page 自己编课 loads it.

import type { Seek } from "./course";
import { CoursePage } from "./page";

declare global {
  interface Window {
    casebookCoursePage?: (root: HTMLElement, base: string, seek: Seek) => void;
  }
}

window.casebookCoursePage = (root, base, seek) => void new CoursePage(root, base, seek);
