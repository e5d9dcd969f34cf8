// The one script of all pages.

import { mountCompare } from "./compare/index";
import { mountCourse } from "./course/mount";
import { mountForm } from "./form/mount";
import { mountGraph } from "./graph";
import { mountListings } from "./listing";
import { followBuilds } from "./offline/follow";
import { mountPage } from "./page";
import { mountPicks } from "./reader/pick";
import { mountShelf } from "./reader/shelf";
import { recallSize } from "./reader/size";
import { mountTips } from "./reader/tip";
import { mountTools } from "./reader/tools";
import { mountTouch } from "./reader/touch";
import { onReturn } from "./return";
import { siteRoot } from "./root";
import { mountSearch } from "./search/later";
import { mountSortables } from "./sort";

// Everything a page may need; each part looks for its own marks and does nothing on pages without them. The page is there: `defer`.
onReturn(recallSize);
mountPage();
mountTools();
mountShelf();
mountTips();
mountTouch();
mountListings();
mountSortables();
mountCompare();
mountPicks();
mountGraph();
mountSearch();
const root = siteRoot();
if (root !== null) {
  mountCourse(root);
  mountForm(root);
  followBuilds(root);
}
