/** Date, time and zone: a time without a zone would mean another moment on every machine. */
const isoPattern = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads an ISO time with a zone.
 *
 * `Date.parse` alone takes other notations too, and turns 30 February into 2 March.
 *
 * @returns Epoch ms; undefined when it is none or its day does not exist.
 * @example
 * parseInstant('2026-11-25T13:30:00+01:00'); // 1795609800000
 */
export function parseInstant(text: string): number | undefined {
  const date = isoPattern.exec(text)?.[1];
  const [ms, dayMs] = [Date.parse(text), Date.parse(`${date}T00:00:00Z`)];
  if (date === undefined || Number.isNaN(ms) || Number.isNaN(dayMs)) return undefined;
  return new Date(dayMs).toISOString().startsWith(date) ? ms : undefined;
}
