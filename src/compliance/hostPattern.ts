import picomatch from "picomatch";

/** Whether a host name fits a glob as a whole. Names are no paths: `*` stands for any text, dots and slashes included. */
export function hostPattern(pattern: string): (name: string) => boolean {
  return picomatch(pattern, { bash: true, dot: true, nonegate: true, noextglob: true });
}
