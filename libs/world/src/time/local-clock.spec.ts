import { hourMs } from '@pulso/kit/time';
import { createLocalClock, followClock, type LocalClock } from './local-clock';

const startMs = Date.parse('2026-11-25T00:00:00Z');

describe('createLocalClock', () => {
  let clock: LocalClock;

  beforeEach(() => {
    clock = createLocalClock({ startMs });
  });

  afterEach(() => {
    clock.stop();
  });

  it('jumps over hours in which nothing is due', async () => {
    await clock.runUntil(startMs + 24 * hourMs);

    expect(clock.nowMs()).toBeGreaterThanOrEqual(startMs + 24 * hourMs);
    expect(clock.nowMs()).toBeLessThan(startMs + 24 * hourMs + 60_000);
  });

  it('stops at every timer on its way, in order', async () => {
    const fired: [string, number][] = [];
    const note = (name: string) => () => fired.push([name, Math.floor((clock.nowMs() - startMs) / hourMs)]);
    clock.setTimer(startMs + 3 * hourMs, note('third'));
    clock.setTimer(startMs + hourMs, () => {
      note('first')();
      clock.setTimer(startMs + 2 * hourMs, note('second'));
    });

    await clock.runUntil(startMs + 4 * hourMs);

    expect(fired).toEqual([
      ['first', 1],
      ['second', 2],
      ['third', 3],
    ]);
  });

  it('does not jump while something is in flight', async () => {
    const release = clock.hold();
    let arrived = false;
    const run = clock.runUntil(startMs + hourMs).then(() => {
      arrived = true;
    });

    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(arrived).toBe(false);

    release();
    release();
    await run;
    expect(arrived).toBe(true);
  });

  it('does not jump while a required condition fails', async () => {
    let visibleMessageCount = 3;
    clock.requireQuiet(() => {
      visibleMessageCount = Math.max(visibleMessageCount - 1, 0);
      return visibleMessageCount === 0;
    });

    await clock.runUntil(startMs + hourMs);

    expect(visibleMessageCount).toBe(0);
  });

  it('stops jumping when told, and reaches its target in real time', async () => {
    const day = clock.runUntil(startMs + 24 * hourMs);
    const moment = clock.runUntil(startMs + hourMs + 50);
    clock.setTimer(startMs + hourMs, clock.stopJumping);

    await moment;

    expect(clock.nowMs() - startMs).toBeGreaterThanOrEqual(hourMs + 50);
    expect(clock.nowMs() - startMs).toBeLessThan(2 * hourMs);
    clock.stop();
    await expect(Promise.race([day, Promise.resolve('under way')])).resolves.toBe('under way');
  });

  it('never fires a cancelled timer', async () => {
    const fired: string[] = [];
    const cancel = clock.setTimer(startMs + hourMs, () => fired.push('cancelled'));
    clock.setTimer(startMs + 2 * hourMs, () => fired.push('kept'));
    cancel();

    await clock.runUntil(startMs + 3 * hourMs);

    expect(fired).toEqual(['kept']);
  });

  it('fires a timer in real time too', async () => {
    await clock.sleep(5);

    expect(clock.nowMs()).toBeGreaterThanOrEqual(startMs + 5);
  });

  it('refuses a timer without a time', () => {
    expect(() => clock.setTimer(Number.NaN, () => undefined)).toThrow(RangeError);
  });
});

describe('followClock', () => {
  it('shifts what Date shows and nothing else, until it is undone', async () => {
    const clock = createLocalClock({ startMs, realNowMs: Date.now.bind(Date) });
    const undo = followClock(clock);

    await clock.runUntil(startMs + 10 * hourMs);
    const shown = [Date.now(), new Date().getTime(), Date.parse(Date())];
    const parsed = new Date('2020-01-01T00:00:00Z');
    undo();

    for (const ms of shown) expect(Math.abs(ms - (startMs + 10 * hourMs))).toBeLessThan(60_000);
    expect(parsed.toISOString()).toBe('2020-01-01T00:00:00.000Z');
    expect(parsed).toBeInstanceOf(Date);
    expect(Date.now()).not.toBe(shown[0]);
    clock.stop();
  });
});
