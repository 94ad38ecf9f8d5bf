/** A time for people, to the minute: `2026-11-24 12:00 UTC`. */
export function timeText(isoTime: string): string {
  return `${isoTime.slice(0, 10)} ${isoTime.slice(11, 16)} UTC`;
}
