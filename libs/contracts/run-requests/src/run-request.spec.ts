import { type RunRequest, runIdOf } from './run-request';

const request = (trigger: RunRequest['trigger']): RunRequest => ({
  schemaVersion: 1,
  reportId: 'daily-usage',
  trigger,
});

describe('runIdOf', () => {
  it('is the same for every spelling of a scheduled time', () => {
    const ids = ['2026-11-25T12:30:00Z', '2026-11-25T12:30:00.000Z', '2026-11-25T13:30:00+01:00'].map((scheduledTime) =>
      runIdOf(request({ type: 'schedule', scheduledTime })),
    );

    expect(new Set(ids)).toEqual(new Set(['daily-usage/schedule/2026-11-25T12:30:00.000Z']));
  });

  it('gives manual, chat and scheduled runs different ids', () => {
    const requestId = '2026-11-25T12:30:00.000Z';

    const ids = [
      runIdOf(request({ type: 'schedule', scheduledTime: requestId })),
      runIdOf(request({ type: 'manual', requestId, requestedAtMs: 0 })),
      runIdOf(request({ type: 'chat', requestId, requestedAtMs: 0, chatId: '1', messageId: 1 })),
    ];

    expect(new Set(ids).size).toBe(3);
  });

  it('does not depend on when or where the request was made', () => {
    const first = request({ type: 'chat', requestId: 'a-7', requestedAtMs: 1, chatId: '1', messageId: 1 });
    const again = request({ type: 'chat', requestId: 'a-7', requestedAtMs: 9, chatId: '1', messageId: 2 });

    expect(runIdOf(again)).toBe(runIdOf(first));
  });
});
