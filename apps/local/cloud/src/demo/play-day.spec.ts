import { createLocalClock } from '@pulso/world/time';

import { pushUpdates } from './play-day';

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
