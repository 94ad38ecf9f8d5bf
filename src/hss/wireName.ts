/** The wire name of a property: `hostId` is `host_id` in the API. */
export function wireName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
