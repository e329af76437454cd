import { VirtualClock } from './virtual-clock';

describe('VirtualClock', () => {
  it('runs events in the order of their times, and those of one millisecond in the order of their planning', async () => {
    const clock = new VirtualClock(0);
    const happened: string[] = [];
    for (const [name, atMs] of [
      ['late', 9],
      ['first', 5],
      ['second', 5],
    ] as const) {
      clock.at(atMs, () => happened.push(`${name} ${clock.nowMs}`));
    }

    await clock.runToEnd();

    expect(happened).toEqual(['first 5', 'second 5', 'late 9']);
  });

  it('ends with an error that states the bound when something comes back for ever', async () => {
    const clock = new VirtualClock(0);
    const comeBack = (): void => clock.at(clock.nowMs + 10, comeBack);
    comeBack();

    await expect(clock.runToEnd(1_000)).rejects.toThrow(/After 1000 events, at 10010 ms, .* bound of runToEnd/);
  });

  it('takes exactly as many events as its bound', async () => {
    const clock = new VirtualClock(0);
    let count = 0;
    for (const atMs of [1, 2, 3]) clock.at(atMs, () => (count += 1));

    await clock.runToEnd(3);

    expect(count).toBe(3);
  });
});
