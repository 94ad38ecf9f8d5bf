import { imageLabel, type CheckedImage } from "./checkedImage.js";
import type { ComplianceException, ComplianceRule } from "./complianceRule.js";
import { imageFitter, type Fit, type FitFacts } from "./imageFitter.js";
import type { ImageSelector } from "./imageSelector.js";

export interface ImageFinder {
  /** The images that a rule is about: those that its image stands for, or, for `allow`, those that none of its images does. */
  imagesOf: (rule: ComplianceRule) => readonly CheckedImage[];
  /** As in `ScopeFacts`. */
  exemptImages: (rule: ComplianceRule, exception: ComplianceException) => ReadonlySet<string>;
  /** Images that the rules might be about, but HSS does not say what is needed to know: each with the rule and what is missing. */
  unresolved: readonly string[];
}

/** Finds the images that rules are about among all images of a scope. */
export function selectImages(
  rules: readonly ComplianceRule[],
  images: readonly CheckedImage[],
  facts: FitFacts,
): ImageFinder {
  const fitsOf = new Map<string, Fit[]>();
  const fits = (selector: ImageSelector) => {
    const key = JSON.stringify(selector);
    const known = fitsOf.get(key) ?? images.map(imageFitter(selector, facts));
    fitsOf.set(key, known);
    return known;
  };
  const unresolved = new Set<string>();
  const found = new Map(
    rules.map((rule) => {
      const { name, image, images: allowed = [] } = rule;
      const verdicts = (image === undefined ? allowed : [image]).map(fits);
      const own = images.filter((each, index) => {
        const fit = best(verdicts.map((verdict) => verdict[index] as Fit));
        if (typeof fit === "object") unresolved.add(`${imageLabel(each)} (${name}: ${fit.unknown})`);
        return (fit === "fits") === (image !== undefined);
      });
      return [rule, own];
    }),
  );
  const imagesOf = (rule: ComplianceRule) => found.get(rule) ?? [];
  const exemptImages = (rule: ComplianceRule, { image }: ComplianceException) => {
    if (image === undefined) return new Set<string>();
    const fitter = imageFitter(image, facts);
    const labels = new Set(imagesOf(rule).map(imageLabel));
    // Several images may have one label. It is exempt only if all of them are.
    for (const each of imagesOf(rule)) if (fitter(each) !== "fits") labels.delete(imageLabel(each));
    return labels;
  };
  return { imagesOf, exemptImages, unresolved: [...unresolved] };
}

/** One selector that fits is enough. If none does, one that may fit leaves the question open. */
function best(fits: readonly Fit[]): Fit {
  return fits.find((fit) => fit === "fits") ?? fits.find((fit) => typeof fit === "object") ?? "differs";
}
