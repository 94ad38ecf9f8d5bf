import Range from "semver/classes/range.js";
import SemVer from "semver/classes/semver.js";

/** A range of versions, such as `<1.25.4`. */
export interface VersionRange {
  /** Whether a version is in the range; undefined if it has no number to compare. */
  includes: (version: string) => boolean | undefined;
}

/**
 * A version number at the start, after a "v" or not, or a number with a dot after other text, as in `release-1.2`. What follows is a suffix. In
 * `9e107d9d`, the beginning of a commit's hash, the digits are not a number.
 */
const NUMBER = /^v?(\d+(?:\.\d+)+|\d+(?![a-z0-9]))|(?<![\d.])v?(\d+(?:\.\d+)+)/i;

/** Reads a range in the syntax of npm; undefined if it is none. */
export function versionRange(text: string): VersionRange | undefined {
  let range: Range;
  try {
    // `20.04` is a version of Ubuntu, but npm refuses zeros in front.
    range = new Range(text.replace(/(?<![\w.])(v?)0+(?=\d)|(?<=\.)0+(?=\d)/gi, "$1"));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
  return {
    includes(version) {
      const number = numberOf(version);
      return number && range.test(number);
    },
  };
}

/** The first three numbers of a version. A suffix does not make it a pre-release: `1.25.3-alpine` is not before `1.25.3`. */
function numberOf(version: string): SemVer | undefined {
  const [, first, later] = NUMBER.exec(version) ?? [];
  const numbers = (first ?? later)?.split(".").map(Number);
  if (numbers === undefined) return undefined;
  const [major = 0, minor = 0, patch = 0] = numbers;
  return [major, minor, patch].every(Number.isSafeInteger) ? new SemVer(`${major}.${minor}.${patch}`) : undefined;
}
