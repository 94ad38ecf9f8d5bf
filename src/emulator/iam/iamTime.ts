/** A time in the format of IAM, with microseconds: 2026-01-02T03:04:05.678000Z. */
export function iamTime(ms: number): string {
  return new Date(ms).toISOString().replace("Z", "000Z");
}
