/**
 * A section of an ini file as Python's configparser reads it, because the vendor's SDKs for Python do: names in lower case, `=` or
 * `:` between name and value, whole lines of comments only, further lines of a value indented, and what [DEFAULT] sets. Values with
 * `%`, which configparser replaces, are taken as they are.
 * @returns undefined when there is no such section
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
    const [, key, value = ""] = /^(.*?)\s*[=:]\s*(.*)$/.exec(text) ?? [];
    if (header !== undefined) {
      section = sections.get(header) ?? new Map<string, string>();
      sections.set(header, section);
      option = undefined;
    } else if (section !== undefined && key) {
      option = key.toLowerCase();
      section.set(option, value);
    }
  }
  const found = sections.get(name);
  return found && Object.fromEntries([...(sections.get("DEFAULT") ?? []), ...found]);
}
