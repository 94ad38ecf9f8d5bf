import { imageKey, imageLabel, type CheckedImage } from "../../compliance/checkedImage.js";
import type { ComplianceRule } from "../../compliance/complianceRule.js";
import { exactImage } from "../../compliance/exactImage.js";
import type { ExactImage } from "../../compliance/imageSelector.js";
import { groupBy } from "../../compliance/groupBy.js";
import { imageText } from "../../compliance/imageText.js";
import { planExactImage, type ImageFilterValues } from "../../hss/planExactImage.js";
import { planImage, type ImagePlan } from "../../hss/planImage.js";

/** Servers, and maybe containers, to ask HSS for. */
export interface PlannedImage {
  /** The image in messages. */
  text: string;
  filters: ImageFilterValues;
  /** Whether it is asked for by its name, as `imageMatch` says. */
  byName: boolean;
  /** Whether several images have the name. */
  isSeveral: boolean;
  /**
   * The number of servers and of containers that HSS counts for it; undefined if it does not say. Of several images with the name, it is the sum,
   * although a server may hold several of them.
   */
  hostNum: number | undefined;
  containerNum: number | undefined;
  /** Whether a rule needs its containers. */
  needsContainers: boolean;
  unverified: string | undefined;
}

export interface PlannedHolding {
  /** As in `Holding`. */
  label: string | undefined;
  /** What to ask for; undefined if the servers stay unknown. */
  image: PlannedImage | undefined;
  count: number | "unknown" | undefined;
}

export interface HoldingPlan {
  /** What to ask for, each once, in the order in which the rules need it. */
  images: readonly PlannedImage[];
  /** What a rule is judged by. Rules about the same images get the same array. */
  holdingsOf: (rule: ComplianceRule) => readonly PlannedHolding[];
  /** For each rule, the images whose servers it needs because it does not name one exactly. */
  searched: ReadonlyMap<ComplianceRule, readonly PlannedImage[]>;
}

/** The images of a scope, or those with a part of a name that all rules need, and which of them a rule is about. */
export interface KnownImages {
  images: readonly CheckedImage[];
  /** Whether it is all images of the scope. */
  isWhole: boolean;
  imagesOf: (rule: ComplianceRule) => readonly CheckedImage[];
}

/**
 * Plans what to ask HSS for.
 * @param known undefined if the images were not listed, because all rules name theirs exactly
 * @param hostDetails `none`: nothing is asked for, and the list of images says how many servers hold each
 */
export function planHoldings(
  rules: readonly ComplianceRule[],
  known: KnownImages | undefined,
  hostDetails: "full" | "none",
): HoldingPlan {
  const planned = new Map<string, PlannedImage>();
  const add = (image: Omit<PlannedImage, "needsContainers">, rule: ComplianceRule) => {
    const key = JSON.stringify(image.filters);
    const own = planned.get(key) ?? { ...image, needsContainers: false };
    own.needsContainers ||= rule.presence === "container";
    planned.set(key, own);
    return own;
  };
  const plans = new Map<string, ImagePlan | undefined>();
  const byDigest = groupBy(known?.images ?? [], ({ imageDigest }) => imageDigest);
  const planOf = (image: CheckedImage, { images, isWhole }: KnownImages) => {
    const key = imageKey(image);
    // A list by digest only has what belongs to images with it: to look at the others, too, would take the square of their number.
    const others = image.imageDigest === "" ? images : (byDigest.get(image.imageDigest) ?? []);
    if (!plans.has(key)) plans.set(key, planImage(image, others, isWhole));
    return plans.get(key);
  };
  const straight = (image: ExactImage, rule: ComplianceRule, rows: readonly CheckedImage[]): PlannedHolding => {
    const filters = filtersOf(image);
    const [hostNum, containerNum] = [sum(rows, "hostNum"), sum(rows, "containerNum")];
    const isSeveral = rows.length > 1;
    const whole = {
      text: imageText(image),
      filters,
      byName: true,
      isSeveral,
      hostNum,
      containerNum,
      unverified: undefined,
    };
    return { label: undefined, image: add(whole, rule), count: undefined };
  };
  const holdings = (rule: ComplianceRule): PlannedHolding[] => {
    const exact = exactImage(rule);
    if (known === undefined) return exact === undefined ? [] : [straight(exact, rule, [])];
    const { images } = known;
    const own = known.imagesOf(rule);
    if (hostDetails === "none") return own.map((image) => counted(image, rule));
    // HSS lists an image once for each enterprise project.
    const rowsOf = groupBy(own, imageKey);
    // Its name is one list, whatever the number of its images, unless that may include others. An image that others want, too, is asked for once.
    if (exact !== undefined && rowsOf.size !== 1 && planExactImage(filtersOf(exact), images) === undefined) {
      return [straight(exact, rule, own)];
    }
    return [...rowsOf.values()].flatMap((rows) => {
      const [image] = rows as [CheckedImage];
      const plan = planOf(image, known);
      if (plan === undefined) return rows.map((row) => counted(row, rule));
      const [hostNum, containerNum] = [sum(rows, "hostNum"), sum(rows, "containerNum")];
      const label = imageLabel(image);
      const one = { text: label, byName: false, isSeveral: false, hostNum, containerNum, ...plan };
      return { label, image: add(one, rule), count: undefined };
    });
  };
  const shared = new Map<string, readonly PlannedHolding[]>();
  const ofRules = new Map(
    rules.map((rule) => {
      const key = JSON.stringify([
        rule.image,
        rule.images,
        rule.presence === "container",
        exactImage(rule) === undefined,
      ]);
      const own = shared.get(key) ?? holdings(rule);
      shared.set(key, own);
      return [rule, own];
    }),
  );
  return {
    images: [...planned.values()],
    holdingsOf: (rule) => ofRules.get(rule) ?? [],
    searched: new Map(
      rules
        .filter((rule) => exactImage(rule) === undefined)
        .map((rule) => [rule, (ofRules.get(rule) ?? []).flatMap(({ image }) => image ?? [])]),
    ),
  };
}

function filtersOf({ name, version, digest }: ExactImage): ImageFilterValues {
  return { imageName: name, imageVersion: version, imageDigest: digest };
}

function counted(image: CheckedImage, { presence }: ComplianceRule): PlannedHolding {
  const count = presence === "container" ? image.containerNum : image.hostNum;
  return { label: imageLabel(image), image: undefined, count: count ?? "unknown" };
}

function sum(images: readonly CheckedImage[], number: "hostNum" | "containerNum"): number | undefined {
  return images.reduce<number | undefined>((total, { [number]: own }) => add(total, own), 0);
}

function add(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}
