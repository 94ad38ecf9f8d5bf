import pMap from "p-map";
import { ApiError } from "../errors/apiError.js";
import { DriftError } from "../errors/driftError.js";
import { planExactImage, type ExactImagePlan, type ImageFilterValues } from "./planExactImage.js";
import type { HssClient, ListFacts, ListOptions, ListRequest } from "./hssClient.js";
import type { ListOperation } from "./listOperation.js";
import { LISTS_AT_ONCE } from "./listsAtOnce.js";
import { localImages, type LocalImage } from "./localImages.js";
import type { ScanProgress } from "./pageScan.js";
import type { ReadResult } from "./readRows.js";

type ImageList = ListFacts & ReadResult<readonly LocalImage[]>;

/** The images of one scope, by the name that they were asked for with. */
export type ImageLists = Map<string | undefined, Promise<ImageList>>;

export interface ExactImageResult<Kept> extends ListFacts, ReadResult<Kept> {
  /** Images that could not be distinguished from others, each with the reason. */
  unverifiedImages: string[];
}

const ADVICE = 'Or set imageMatch to "server" to accept all images that HSS matches.';

/** Stops reading a list that may also include other images. */
class OtherImages extends Error {}

/**
 * Lists what belongs to exactly the image of the request's filters. How HSS matches names and versions is not documented, so
 * ListImageLocal is asked which images there are, unless the list is empty or a digest alone names the image.
 */
export class ExactImageList<Row> {
  readonly #hss: HssClient;
  readonly #operation: ListOperation<Row>;
  readonly #request: ListRequest;
  readonly #filters: ImageFilterValues;
  readonly #imageLists: ImageLists;
  readonly #options: ListOptions;
  #images: ImageList | undefined;
  #plan: ExactImagePlan | undefined;

  /** @param imageLists calls for the same scope that share it list the images of a name only once */
  constructor(
    hss: HssClient,
    operation: ListOperation<Row>,
    request: ListRequest,
    imageLists: ImageLists,
    options: ListOptions,
  ) {
    this.#hss = hss;
    this.#operation = operation;
    this.#request = request;
    this.#filters = request.filters;
    this.#imageLists = imageLists;
    this.#options = { ...options, onTotal: (totalNum) => this.#lookUp(totalNum) };
  }

  /** Like `HssClient.list`. */
  async read<Kept>(keep: (rows: readonly Row[]) => Kept): Promise<ExactImageResult<Kept>> {
    try {
      const list = await this.#hss.list(this.#operation, this.#request, keep, this.#options);
      return this.#result(list, [list]);
    } catch (error) {
      if (!(error instanceof OtherImages)) throw error;
    }
    const { lists } = this.#planned();
    if (lists.length === 1) {
      const request = { ...this.#request, filters: lists[0] as ImageFilterValues };
      const list = await this.#hss.list(this.#operation, request, keep, this.#options);
      return this.#result(list, [list]);
    }
    const progressOf = sum(this.#options.onProgress);
    const { signal } = this.#options;
    const parts = await pMap(
      lists,
      (filters, index) => {
        const options = { ...this.#options, onProgress: progressOf(index) };
        return this.#hss.list(this.#operation, this.#whole(filters), (rows) => rows, options);
      },
      { concurrency: LISTS_AT_ONCE, signal },
    );
    const isNew = this.#unseen();
    const rows = parts.flatMap(({ pages }) => isNew(pages.flat()));
    const { offset = 0, limit = Infinity } = this.#request;
    return this.#result({ totalNum: rows.length, pages: [keep(rows.slice(offset, offset + limit))] }, parts);
  }

  /**
   * Like `HssClient.pages`.
   * @param onUnverified hears of images that cannot be distinguished from others, before the first page
   */
  async *pages(onUnverified?: (images: readonly string[]) => void): AsyncGenerator<readonly Row[]> {
    try {
      yield* this.#hss.pages(this.#operation, this.#request, this.#options);
      return;
    } catch (error) {
      if (!(error instanceof OtherImages)) throw error;
    }
    const { lists, unverified } = this.#planned();
    if (unverified.length > 0) onUnverified?.(unverified);
    const { offset = 0, limit = Infinity } = this.#request;
    const isNew = this.#unseen();
    let index = 0;
    for (const filters of lists) {
      for await (const page of this.#hss.pages(this.#operation, this.#whole(filters), this.#options)) {
        const rows = isNew(page);
        const wanted = rows.slice(Math.max(0, offset - index), Math.max(0, offset + limit - index));
        index += rows.length;
        if (wanted.length > 0) yield wanted;
        if (index >= offset + limit) return;
      }
    }
  }

  /** Finds out, once the list is known to have rows, whether these may also belong to other images. */
  async #lookUp(totalNum: number): Promise<void> {
    if (totalNum === 0 || this.#images !== undefined) return;
    const { imageName, imageVersion } = this.#filters;
    if (imageName === undefined && imageVersion === undefined) return;
    this.#images = await this.#imagesNamed(imageName);
    const images = this.#images.pages.flat();
    this.#plan = planExactImage(this.#filters, images);
    if (this.#plan !== undefined || images.length === 0) throw new OtherImages();
  }

  #planned(): ExactImagePlan {
    if (this.#plan !== undefined) return this.#plan;
    throw new DriftError(
      this.#operation.path,
      `it has rows for the image ${this.#filters.imageName ?? ""}, but ${localImages.path} has no such image`,
      `Run again when HSS has scanned the servers. ${ADVICE}`,
    );
  }

  /** Asks for the images by name only: ListImageLocal matches a name in part, and how it matches a version is not documented. */
  #imagesNamed(imageName: string | undefined): Promise<ImageList> {
    const known = this.#imageLists.get(imageName);
    if (known !== undefined) return known;
    const { region, projectId, consistency, filters } = this.#request;
    const { enterpriseProjectId } = filters;
    const { onWait, signal } = this.#options;
    const request = { region, projectId, consistency, filters: { imageName, enterpriseProjectId } };
    const images = this.#hss
      .list(localImages, request, (rows) => rows, { onWait, signal })
      .catch((error: unknown) => {
        throw error instanceof ApiError && error.retry === "never" ? error.alsoAdvise(ADVICE) : error;
      });
    this.#imageLists.set(imageName, images);
    return images;
  }

  #whole(filters: ImageFilterValues): ListRequest {
    const { region, projectId, consistency } = this.#request;
    return { region, projectId, consistency, filters };
  }

  /** Returns the rows that no earlier call had. */
  #unseen(): (rows: readonly Row[]) => Row[] {
    const seen = new Set<string>();
    return (rows) => {
      const fresh = rows.filter((row) => !seen.has(this.#operation.identity(row)));
      for (const row of fresh) seen.add(this.#operation.identity(row));
      return fresh;
    };
  }

  #result<Kept>(
    { totalNum, pages }: Pick<ReadResult<Kept>, "totalNum" | "pages">,
    lists: readonly (ListFacts & Pick<ReadResult<Kept>, "drift">)[],
  ): ExactImageResult<Kept> {
    const read = this.#images === undefined ? lists : [this.#images, ...lists];
    return {
      totalNum,
      pages,
      drift: read.find(({ drift }) => drift !== undefined)?.drift,
      scope: (read[0] as ListFacts).scope,
      requestIds: read.flatMap(({ requestIds }) => requestIds),
      unverifiedImages: this.#plan?.unverified ?? [],
    };
  }
}

/** Adds up the progress of lists that are read side by side. */
function sum(onProgress: ListOptions["onProgress"]): (list: number) => (progress: ScanProgress) => void {
  const lists: ScanProgress[] = [];
  const total = (name: keyof ScanProgress) => lists.reduce((all, progress) => all + progress[name], 0);
  return (list) => (progress) => {
    lists[list] = progress;
    onProgress?.({
      rows: total("rows"),
      rowsExpected: total("rowsExpected"),
      requests: total("requests"),
      requestsExpected: total("requestsExpected"),
    });
  };
}
