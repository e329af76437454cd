import { askedOf, chatRequestIdOf, chatRunIdOf, scheduledAtMsOf, scheduledRunIdOf } from './run-request';

const atMs = Date.parse('2026-11-25T10:00:59Z');
const runIdOf = (windowsAgo: number) =>
  chatRunIdOf('daily-usage', chatRequestIdOf('3ac5d1a4e2b19f07', windowsAgo, atMs));

describe('the id of a chat’s run', () => {
  it('contains the minute of the request and the window', () => {
    expect(runIdOf(0)).toBe('daily-usage/chat/3ac5d1a4e2b19f07-2026-11-25T10:00Z');
    const askedAtMs = Date.parse('2026-11-25T10:00:00Z');
    expect(askedOf(runIdOf(0))).toEqual({ askedAtMs, windowsAgo: 0 });
    expect(askedOf(runIdOf(12))).toEqual({ askedAtMs, windowsAgo: 12 });
  });

  it.each([
    'daily-usage/schedule/2026-11-25T12:30:00.000Z',
    'daily-usage/manual/2026-11-25T12:30Z',
    'daily-usage/history/3ac5d1a4e2b19f07-7412',
    '',
  ])('is not the id of another run: %s', (runId) => {
    expect(askedOf(runId)).toBeUndefined();
  });
});

describe('the id of a scheduled run', () => {
  it('contains the scheduled time', () => {
    const runId = scheduledRunIdOf('daily-usage', Date.parse('2026-11-25T12:30:00Z'));

    expect(runId).toBe('daily-usage/schedule/2026-11-25T12:30:00.000Z');
    expect(scheduledAtMsOf(runId)).toBe(Date.parse('2026-11-25T12:30:00Z'));
    expect(scheduledAtMsOf('daily-usage/chat/3ac5-2026-11-25T10:00Z')).toBeUndefined();
  });
});
