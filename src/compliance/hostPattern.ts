import picomatch from "picomatch";

/** Dots and line feeds in a name are text like any other: no name may slip past a rule by them. */
const OPTIONS: picomatch.PicomatchOptions = { bash: true, dot: true, nonegate: true, noextglob: true, flags: "s" };

/** Whether a host name fits a glob as a whole. Names are no paths: `*` stands for any text, dots and slashes included, or for none. */
export function hostPattern(pattern: string): (name: string) => boolean {
  const fits = picomatch(pattern, OPTIONS);
  const fitsNone = /^\*+$/.test(pattern);
  return (name) => (name === "" ? fitsNone : fits(name));
}
