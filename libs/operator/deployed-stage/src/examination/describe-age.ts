const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** @returns A span of time in words, in its largest unit: `3 h`. */
export function describeSpan(spanMs: number): string {
  if (spanMs < minuteMs) return `${Math.max(0, Math.round(spanMs / 1000))} s`;
  if (spanMs < hourMs) return `${Math.floor(spanMs / minuteMs)} min`;
  if (spanMs < 2 * dayMs) return `${Math.floor(spanMs / hourMs)} h`;
  return `${Math.floor(spanMs / dayMs)} days`;
}

/** @returns A moment to the minute: `2026-11-27 12:30 UTC`. */
export const describeMoment = (atMs: number): string =>
  `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** @example countOf(1, 'message'); // '1 message' */
export const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
