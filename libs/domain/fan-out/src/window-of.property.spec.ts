import { dayMs } from '@pulso/kit/time';
import * as fc from 'fast-check';

import { questionWindowOf, windowOf } from './window-of';

const settings = { window: { hours: 24, ingestLagMinutes: 5 } };

describe('windowOf', () => {
  it('ends on a minute, at least the lag before its trigger', () => {
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

  it("moves a chat's window back until it ends where the next one begins", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4e11, max: 4e12 }),
        fc.integer({ min: 1, max: 30 }),
        (requestedAtMs, windowsAgo) => {
          const chat = { type: 'chat', requestId: 'r', requestedAtMs, chatId: '1', messageId: 1 } as const;

          const earlier = windowOf({ ...chat, windowsAgo }, settings);

          expect(earlier.endMs).toBe(windowOf({ ...chat, windowsAgo: windowsAgo - 1 }, settings).startMs);
        },
      ),
    );
  });

  it('ends at the last such time of the day before the lag, if windows end at one', () => {
    const weekly = { window: { hours: 168, ingestLagMinutes: 20, endsAt: '12:25' } };

    fc.assert(
      fc.property(fc.integer({ min: 1e12, max: 4e12 }), (requestedAtMs) => {
        const { startMs, endMs } = windowOf({ type: 'manual', requestId: 'r', requestedAtMs }, weekly);

        expect(new Date(endMs).toISOString()).toMatch(/T12:25:00\.000Z$/);
        expect(endMs - startMs).toBe(7 * dayMs);
        const latestMs = requestedAtMs - 20 * 60_000;
        expect(endMs).toBeLessThanOrEqual(latestMs);
        expect(endMs).toBeGreaterThan(latestMs - dayMs - 60_000);
      }),
    );
  });
});

const at = (text: string): number => Date.parse(text);

describe('questionWindowOf', () => {
  const ofRun = { startMs: at('2026-11-18T12:25:00Z'), endMs: at('2026-11-25T12:25:00Z') };

  it.each<[string, Parameters<typeof questionWindowOf>[0], string, string]>([
    ['no window of its own', undefined, '2026-11-18T12:25:00Z', '2026-11-25T12:25:00Z'],
    ['hours', { hours: 720 }, '2026-10-26T12:25:00Z', '2026-11-25T12:25:00Z'],
    ['whole days', { hours: 168, endsAt: '00:00' }, '2026-11-18T00:00:00Z', '2026-11-25T00:00:00Z'],
    ['a later time of the day', { hours: 24, endsAt: '12:26' }, '2026-11-23T12:26:00Z', '2026-11-24T12:26:00Z'],
  ])('is of a question with %s', (_what, window, start, end) => {
    expect(questionWindowOf(window, ofRun)).toEqual({ startMs: at(start), endMs: at(end) });
  });
});
