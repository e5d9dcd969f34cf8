// What one build says of the hits that were found in it: in another build their numbers mean other documents.

import { Filters } from "./filters";
import { rowOf, textOf, type Row } from "./lookup";
import { OtherBuild, type Shards } from "./shards";

/** Methods reject with OtherBuild when the site was renewed since: then search again. */
export class Build {
  private known: Filters | null = null;

  /** `renewed` is called before OtherBuild is thrown. */
  constructor(
    readonly shards: Shards,
    private readonly renewed: () => void,
  ) {}

  /** Rows of documents, in their order; null where the file is missing. */
  rows(docs: readonly number[]): Promise<Array<Row | null>> {
    return this.unless(Promise.all(docs.map((doc) => rowOf(this.shards, doc))));
  }

  /** As textOf(). */
  text(doc: number): Promise<string> {
    return this.unless(textOf(this.shards, doc));
  }

  /** What hits are filtered and sorted by, always the same one; null when a file of it is missing. */
  async filters(): Promise<Filters | null> {
    return (this.known ??= await this.unless(Filters.load(this.shards)));
  }

  private async unless<T>(coming: Promise<T>): Promise<T> {
    try {
      return await coming;
    } catch (error) {
      if (error instanceof OtherBuild) this.renewed();
      throw error;
    }
  }
}
