import { type ServiceAnswer, type ServiceCall } from '@pulso/local/aws';

import { type FanInWatch, createFanInWatch } from './fan-in-watch';

/** A watch with a clock that a spec sets, and the calls that it sees. */
function watchAt(): {
  watch: FanInWatch;
  at(ms: number): void;
  poll(queryId: string, status: string): Promise<unknown>;
} {
  let nowMs = 0;
  const watch = createFanInWatch({ nowMs: () => nowMs });
  const handle = async ({ headers }: ServiceCall): Promise<ServiceAnswer> => ({
    status: 200,
    body: JSON.stringify({ status: headers['x-status'] }),
  });
  const logs = watch.watchQueries({ name: 'logs', handle });
  return {
    watch,
    at: (ms) => {
      nowMs = ms;
    },
    poll: (queryId, status) =>
      logs.handle({
        principal: 'query-worker',
        service: 'logs',
        operation: 'GetQueryResults',
        region: 'eu-central-1',
        method: 'POST',
        path: '/',
        headers: { 'x-status': status },
        body: Buffer.from(JSON.stringify({ queryId })),
      }),
  };
}

const call = (method: string, chatId: string) => ({ type: 'call', method, chatId, ok: true }) as const;

describe('createFanInWatch', () => {
  it('measures from the last Complete answer to the first request to a chat that gets reports', async () => {
    const { watch, at, poll } = watchAt();
    at(1_000);
    await poll('a', 'Complete');
    await poll('b', 'Running');
    at(2_000);
    await poll('b', 'Complete');
    at(2_030);
    watch.onBotApiEvent(call('sendMessage', '99'));
    watch.onBotApiEvent(call('getMe', '7'));
    at(2_045.4);
    watch.onBotApiEvent(call('sendMessage', '7'));
    at(2_500);
    watch.onBotApiEvent(call('editMessageText', '7'));

    expect(watch.overheadOf(0, ['7'])).toEqual({ overheadMs: 45, coldStartCount: 0 });
  });

  it('counts the processes that were started on the way', async () => {
    const { watch, at, poll } = watchAt();
    watch.onInvocation({ startedAtMs: 500, initDurationMs: 100 });
    at(1_000);
    await poll('a', 'Complete');
    watch.onInvocation({ startedAtMs: 1_100, initDurationMs: 90 });
    watch.onInvocation({ startedAtMs: 1_150 });
    at(1_200);
    watch.onBotApiEvent(call('sendMessage', '7'));
    watch.onInvocation({ startedAtMs: 1_300, initDurationMs: 100 });

    expect(watch.overheadOf(0, ['7'])).toEqual({ overheadMs: 200, coldStartCount: 1 });
  });

  it('takes no notice of a query that was answered again, nor of one after the report, nor of earlier runs', async () => {
    const { watch, at, poll } = watchAt();
    at(100);
    await poll('old', 'Complete');
    watch.onBotApiEvent(call('sendMessage', '7'));
    at(1_000);
    await poll('a', 'Complete');
    at(1_100);
    await poll('a', 'Complete');
    at(1_150);
    watch.onBotApiEvent(call('sendMessage', '7'));
    at(1_300);
    await poll('repeated', 'Complete');

    expect(watch.overheadOf(500, ['7'])?.overheadMs).toBe(150);
  });

  it('has no figure for a run without a request or without an answer', async () => {
    const { watch, at, poll } = watchAt();
    await poll('a', 'Complete');
    expect(watch.overheadOf(0, ['7'])).toBeUndefined();
    at(10);
    watch.onBotApiEvent(call('sendMessage', '7'));
    expect(watch.overheadOf(5, ['7'])).toBeUndefined();
  });
});
