// The one script of all pages. Material's document$ speaks after every instant navigation; without it the page loads once.

import { mountListings } from "./listing";
import { mountPage } from "./page";
import { mountSearch } from "./search/index";
import { mountSortables } from "./sort";

interface Stream {
  subscribe(next: () => void): unknown;
}

/** Everything a page may need; each part looks for its own marks and does nothing on pages without them. */
function mount(): void {
  mountPage();
  mountListings();
  mountSortables();
  mountSearch();
}

const stream = (window as { document$?: Stream }).document$;
if (stream !== undefined) {
  stream.subscribe(mount);
} else if (document.readyState === "loading") {
  document.addEventListener("DOMContentLoaded", mount);
} else {
  mount();
}
