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
