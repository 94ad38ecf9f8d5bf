/** The name of a column in the page's style, in its script and in links to it. */
export function columnName(title: string): string {
  return title.toLowerCase().replaceAll(" ", "-");
}
