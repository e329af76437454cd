import { askedAtMsOf, chatRequestIdOf, chatRunIdOf } from './run-request';

const atMs = Date.parse('2026-11-25T10:00:59Z');
const runIdOf = (windowsAgo: number) =>
  chatRunIdOf('daily-usage', chatRequestIdOf('3ac5d1a4e2b19f07', windowsAgo, atMs));

describe('the id of a chat’s run', () => {
  it('says in which minute the newest report was asked for', () => {
    expect(runIdOf(0)).toBe('daily-usage/chat/3ac5d1a4e2b19f07-2026-11-25T10:00Z');
    expect(askedAtMsOf(runIdOf(0))).toBe(Date.parse('2026-11-25T10:00:00Z'));
  });

  it.each([
    runIdOf(1),
    'daily-usage/schedule/2026-11-25T12:30:00.000Z',
    'daily-usage/manual/2026-11-25T12:30Z',
    'daily-usage/history/3ac5d1a4e2b19f07-7412',
    '',
  ])('says it of no other: %s', (runId) => {
    expect(askedAtMsOf(runId)).toBeUndefined();
  });
});
