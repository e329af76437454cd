import { toInsightsTimeRange } from '@pulso/time';
import * as fc from 'fast-check';

import { windowOf } from './window-of';

const settings = { hours: 24, ingestLagMinutes: 5 };
const dayMs = 86_400_000;

const days = fc.integer({ min: 1, max: 40_000 });

describe('windowOf', () => {
  it('gives adjacent days windows that share no second and leave none out', () => {
    fc.assert(
      fc.property(days, (day) => {
        const at = (offset: number) =>
          toInsightsTimeRange(
            windowOf(
              { type: 'schedule', scheduledTime: new Date((day + offset) * dayMs + 45_000_000).toISOString() },
              settings,
            ),
          );

        expect(at(1).startTimeSeconds).toBe(at(0).endTimeSeconds + 1);
      }),
    );
  });

  it('ends on a minute, in the past of its trigger by at least the lag', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayMs, max: 4e12 }), (requestedAtMs) => {
        const { startMs, endMs } = windowOf(
          { type: 'chat', requestId: 'r', requestedAtMs, chatId: '1', messageId: 1 },
          settings,
        );

        expect(endMs % 60_000).toBe(0);
        expect(endMs).toBeLessThanOrEqual(requestedAtMs - 300_000);
        expect(endMs - startMs).toBe(dayMs);
      }),
    );
  });

  it('takes the end of a manual run literally', () => {
    const window = windowOf(
      { type: 'manual', requestId: 'r', requestedAtMs: 0, windowEnd: '2026-11-01T00:00:30Z' },
      settings,
    );

    expect(new Date(window.endMs).toISOString()).toBe('2026-11-01T00:00:00.000Z');
  });
});
