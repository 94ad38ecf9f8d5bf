import picomatch from "picomatch";

/** With "s", line feeds are text like any other: no name may slip past a rule by them. */
const OPTIONS: picomatch.PicomatchOptions = { bash: true, nonegate: true, noextglob: true, flags: "s" };

/** Whether a host name fits a glob as a whole. Names are no paths: `*` stands for any text, dots and slashes included, or for none. */
export function hostPattern(pattern: string): (name: string) => boolean {
  const fits = picomatch(withoutPaths(pattern), OPTIONS);
  const fitsNone = /^\*+$/.test(pattern);
  return (name) => (name === "" ? fitsNone : fits(withoutPaths(name)));
}

/** Hides what is special in paths, such as `..`, from a library that is made for them. */
function withoutPaths(text: string): string {
  return text.replaceAll(".", "\uE000").replaceAll("/", "\uE001");
}
