import { createLocalClock } from '@pulso/local/clock';

import { createProgress } from './progress';
import { pushUpdates } from './push-updates';

const startMs = Date.parse('2026-11-25T00:00:00Z');

describe('pushUpdates', () => {
  it('pushes each update at its time and in order, and tells what is left', async () => {
    const clock = createLocalClock({ startMs });
    const pushed: [number, number][] = [];
    const updates = [0, 60_000, 60_000, 3_600_000].map((offsetMs, index) => ({
      atMs: startMs + offsetMs,
      update: { update_id: index },
    }));

    const leftCount = pushUpdates(updates, clock, ({ update_id }) =>
      pushed.push([update_id, Math.floor((clock.nowMs() - startMs) / 60_000)]),
    );
    await clock.runUntil(startMs + 120_000);
    clock.stop();

    expect(pushed).toEqual([
      [0, 0],
      [1, 1],
      [2, 1],
    ]);
    expect(leftCount()).toBe(1);
  });
});

describe('createProgress', () => {
  const show = (isTTY: boolean, quiet: boolean): string => {
    let text = '';
    const progress = createProgress({ isTTY, write: (chunk) => (text += chunk) }, quiet);
    progress.step('Pushing...');
    for (let done = 1; done <= 40; done += 1) progress.update(done, 40, 'updates');
    progress.end();
    return text;
  };

  it('draws one bar on a terminal', () => {
    expect(show(true, false)).toContain('\r  ████████████████████████ 40/40 updates');
    expect(show(true, false).split('\n')).toHaveLength(3);
  });

  it('writes a line per tenth elsewhere', () => {
    expect(show(false, false).trim().split('\n')).toHaveLength(11);
  });

  it('says nothing when quiet', () => {
    expect(show(true, true)).toBe('');
  });
});
