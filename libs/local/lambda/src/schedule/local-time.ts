const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;

/** No zone is further from UTC than this, ms. */
const maxOffsetMs = 15 * 3_600_000;

const stepMs = 900_000;

/**
 * Finds the moment at which the clocks of a time zone show something.
 *
 * @param text - `yyyy-mm-ddThh:mm:ss`.
 * @returns Epoch ms, the first of two where the clocks are put back; undefined where they skip that time.
 * @throws {RangeError} No such text, or no such date. Not retryable.
 */
export function localTimeMs(text: string, timezone: string): number | undefined {
  const asUtcMs = pattern.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  if (Number.isNaN(asUtcMs) || new Date(asUtcMs).toISOString().slice(0, 19) !== text) {
    throw new RangeError(`"${text}" is no time of the form yyyy-mm-ddThh:mm:ss`);
  }
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' });
  // Every offset from UTC is a multiple of a quarter of an hour.
  for (let ms = asUtcMs - maxOffsetMs; ms <= asUtcMs + maxOffsetMs; ms += stepMs) {
    if (format.format(ms).replace(' ', 'T') === text) return ms;
  }
  return undefined;
}
