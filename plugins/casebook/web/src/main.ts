// The one script of all pages. Material's document$ speaks after every instant navigation; without it the page loads once.

import { mountCompare } from "./compare/index";
import { mountCourse } from "./course/mount";
import { mountForm } from "./form/mount";
import { mountGraph } from "./graph";
import { mountListings } from "./listing";
import { followBuilds } from "./offline/follow";
import { mountPage } from "./page";
import { mountPicks } from "./reader/pick";
import { mountShelf } from "./reader/shelf";
import { mountTips } from "./reader/tip";
import { mountTools } from "./reader/tools";
import { mountTouch } from "./reader/touch";
import { siteRoot } from "./root";
import { mountSearch } from "./search/later";
import { mountSortables } from "./sort";

interface Stream {
  subscribe(next: () => void): unknown;
}

/** Everything a page may need; each part looks for its own marks and does nothing on pages without them. */
function mount(): void {
  mountPage();
  mountTools();
  mountShelf();
  mountTips();
  mountTouch();
  mountListings();
  mountSortables();
  mountCompare();
  mountPicks();
  mountCourse();
  mountGraph();
  mountSearch();
  const root = siteRoot();
  if (root === null) return;
  mountForm(root);
  followBuilds(root);
}

const stream = (window as { document$?: Stream }).document$;
if (stream !== undefined) {
  stream.subscribe(mount);
} else if (document.readyState === "loading") {
  document.addEventListener("DOMContentLoaded", mount);
} else {
  mount();
}
