const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** @returns A number as people read it: `12,345`. */
export const formatCount = (count: number): string => whole.format(count);

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** @returns Bytes in the largest unit of which there is at least one, a thousand of the one below: `12.3 kB`. */
export function formatBytes(bytes: number): string {
  let [amount, step] = [bytes, 0];
  // 999.9 kB would be rounded to 1,000 kB.
  while (amount >= 999.5 && step < byteUnits.length - 1) [amount, step] = [amount / 1000, step + 1];
  return `${threeDigits.format(amount)} ${byteUnits[step]}`;
}

/**
 * @param ms - A negative one has a minus in front.
 * @returns A duration in one or two units: `420 ms`, `4.25 s`, `1 min 5 s`, `2 h 30 min`, `3 d 4 h`.
 */
export function formatDuration(ms: number): string {
  if (ms < 0) return `-${formatDuration(-ms)}`;
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${threeDigits.format(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return inTwoUnits(seconds, 60, ['min', 's']);
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return inTwoUnits(minutes, 60, ['h', 'min']);
  return inTwoUnits(Math.round(minutes / 60), 24, ['d', 'h']);
}

function inTwoUnits(amount: number, perLarge: number, [large, small]: readonly [string, string]): string {
  const rest = amount % perLarge;
  return `${formatCount(Math.floor(amount / perLarge))} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`;
}

/** @returns `2026-11-25` of a moment, in UTC. */
export const utcDayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

/** @returns `12:30:05` in UTC, with the date in front unless it is that of `today`. */
export function formatMoment(atMs: number, today: string | undefined): string {
  const day = utcDayOf(atMs);
  const time = new Date(atMs).toISOString().slice(11, 19);
  return day === today ? time : `${day} ${time}`;
}

const localFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' });

/** @returns A moment to the millisecond in UTC, and as the clock on the wall shows it. */
export function describeMoment(atMs: number): string {
  const utc = new Date(atMs).toISOString().replace('T', ' ').replace('Z', ' UTC');
  return `${utc}, here ${localFormat.format(atMs)}`;
}

/** @returns A share of a whole as CSS takes it: `12.500%`. */
export const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;
