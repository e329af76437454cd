/** The largest distance from the epoch that a date can have, ms. */
const maxEpochMs = 8.64e15;

/**
 * Writes an instant as Logs Insights does: `2026-11-25 12:30:00.000`, UTC without a mark.
 *
 * @param epochMs - Fractions of a millisecond are cut.
 * @returns undefined outside the range of dates.
 */
export function formatInstant(epochMs: number): string | undefined {
  if (!(Math.abs(epochMs) <= maxEpochMs)) return undefined;
  return new Date(Math.floor(epochMs)).toISOString().replace('T', ' ').replace('Z', '');
}
