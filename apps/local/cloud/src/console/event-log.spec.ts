import { EventLog, type PlacedEvent } from './event-log';

/** @returns A log of so many events, which happened at 1, 2 and so on. */
function logOf(count: number): EventLog {
  const log = new EventLog();
  for (let atMs = 1; atMs <= count; atMs += 1) log.append({ type: 'posted', atMs });
  return log;
}

const placesOf = (events: readonly PlacedEvent[] | undefined): number[] | undefined =>
  events?.map(({ place }) => place);

describe('EventLog', () => {
  it('gives what has happened behind a place, oldest first', () => {
    expect(logOf(4).after(2)).toEqual([
      { place: 3, event: { type: 'posted', atMs: 3 } },
      { place: 4, event: { type: 'posted', atMs: 4 } },
    ]);
  });

  it('gives nothing to a reader that has seen everything, also when nothing has happened', () => {
    expect([logOf(4).after(4), logOf(0).after(0)]).toEqual([[], []]);
  });

  it('keeps at least the last 5,000 events, and at most twice as many', () => {
    expect(placesOf(logOf(10_000).after(0))).toHaveLength(10_000);
    expect(placesOf(logOf(10_001).after(5001))).toHaveLength(5000);
  });

  it('says so when a reader has missed what is no longer kept', () => {
    const log = logOf(10_001);

    expect([log.after(5000), log.after(0)]).toEqual([undefined, undefined]);
    expect(placesOf(log.after(5001))?.[0]).toBe(5002);
  });

  it.each([5, 1e9, -1, Number.NaN, 1.5])('says so when a reader names %d, which it was never told', (place) => {
    expect(logOf(4).after(place)).toBeUndefined();
  });

  it('tells each reader every event until it leaves', () => {
    const log = logOf(2);
    const told: number[][] = [[], []];
    const [leave] = told.map((places) => log.follow(({ place }) => places.push(place)));

    log.append({ type: 'posted', atMs: 3 });
    leave?.();
    log.append({ type: 'posted', atMs: 4 });

    expect(told).toEqual([[3], [3, 4]]);
  });
});
