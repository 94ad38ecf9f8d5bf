/**
 * Reads a section of an ini file like Python's configparser, which the vendor's SDK uses. Names are not case-sensitive; `=` or `:`
 * separates name and value; a comment is a whole line; an indented line continues a value; [DEFAULT] applies to every section.
 * Unlike configparser, `%` has no meaning.
 * @returns undefined if the section does not exist
 */
export function iniSection(content: string, name: string): Readonly<Partial<Record<string, string>>> | undefined {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let option: string | undefined;
  let indent = 0;
  for (const line of content.split(/\r\n|[\r\n]/)) {
    const text = line.trim();
    if (text === "" || /^[#;]/.test(text)) continue;
    const depth = line.length - line.trimStart().length;
    if (section !== undefined && option !== undefined && depth > indent) {
      section.set(option, `${section.get(option) ?? ""}\n${text}`);
      continue;
    }
    indent = depth;
    const header = /^\[(.+)\]/.exec(text)?.[1];
    const separator = text.search(/[=:]/);
    if (header !== undefined) {
      section = sections.get(header) ?? new Map<string, string>();
      sections.set(header, section);
      option = undefined;
    } else if (section !== undefined && separator > 0) {
      option = text.slice(0, separator).trimEnd().toLowerCase();
      section.set(option, text.slice(separator + 1).trimStart());
    }
  }
  const found = sections.get(name);
  return found && Object.fromEntries([...(sections.get("DEFAULT") ?? []), ...found]);
}
