import { RunIndex } from './run-index';
import { lateRun, runId, tellStory } from './testing/tell-story';

describe('RunIndex', () => {
  const sweep = { service: 'aggregator', requestId: 's', from: 1, to: 2 };
  const ofNoRun = { ...sweep, lines: [{ event: 'sweep-finished', runId: 1 }] };

  it('knows the invocations of a run, and none of those that belong to no run', () => {
    const index = tellStory([...lateRun, ofNoRun]);

    expect(index.runIds).toEqual([runId]);
    expect(index.invocationsOf(runId).map(({ requestId }) => requestId)).toEqual(['d', 'w1', 'w2', 'a', 'n']);
  });

  it('forgets an invocation of no run when it ends, so that another under its id is the first', () => {
    const index = tellStory([ofNoRun, { ...sweep, lines: [{ event: 'run-closed' }] }]);

    expect(index.invocationsOf(runId).map(({ id }) => id)).toEqual(['s.1']);
  });

  it('forgets a line that comes after the end of such an invocation', () => {
    const index = tellStory([ofNoRun]);
    const late = { timestamp: 3, logGroupName: '/aws/lambda/pulso-local-aggregator', logStream: '', ingestionTime: 3 };

    index.onLog({ ...late, message: JSON.stringify({ requestId: 's' }) });
    index.onLog({ ...late, message: JSON.stringify({ requestId: 's', runId }) });

    expect(index.invocationsOf(runId).map(({ lines }) => lines.length)).toEqual([1]);
  });

  it('keeps of 20,000 faults the latest', () => {
    const index = new RunIndex();

    for (let atMs = 0; atMs <= 20_000; atMs += 1) {
      index.onInjected({ kind: 'kill', target: 'bot', atMs, struck: {} });
    }

    expect(index.faults).toHaveLength(20_000);
    expect(index.faults.at(-1)?.atMs).toBe(20_000);
  });

  it('tells two attempts at one event apart, whichever of line and start is told first', () => {
    const [dispatcher] = lateRun.map((each) => ({ ...each, status: 'error' }));

    const index = tellStory([dispatcher, dispatcher].flatMap((each) => each ?? []));

    expect(index.invocationsOf(runId).map(({ id, lines }) => [id, lines.length])).toEqual([
      ['d.1', 3],
      ['d.2', 3],
    ]);
  });

  it('keeps the latest thousand runs', () => {
    const index = new RunIndex();
    const names = Array.from({ length: 1_002 }, (_, count) => `daily-usage/manual/${count}`);

    for (const name of names) {
      index.onInvocationStart({
        ...{ functionName: 'pulso-local-query-worker', requestId: name, startedAtMs: 0 },
        payload: JSON.stringify({
          Records: [{ messageId: name, body: JSON.stringify({ runId: name }), attributes: {} }],
        }),
      });
    }

    expect(index.runIds).toEqual(names.slice(2));
    expect(index.invocationsOf('daily-usage/manual/1')).toEqual([]);
  });

  it('knows an invocation of several runs until the last of them is forgotten', () => {
    const index = new RunIndex();
    const log = (requestId: string, fields: object): void =>
      index.onLog({
        ...{ timestamp: 1, logGroupName: '/aws/lambda/pulso-local-aggregator', logStream: '', ingestionTime: 1 },
        message: JSON.stringify({ requestId, ...fields }),
      });

    for (let count = 0; count < 1_001; count += 1) log('sweep', { runId: `daily-usage/manual/${count}` });
    log('sweep', { runId: 'daily-usage/manual/1000' });

    expect(index.runIds).not.toContain('daily-usage/manual/0');
    expect(index.invocationsOf('daily-usage/manual/1000').map(({ id }) => id)).toEqual(['sweep.1']);
  });

  it('takes what was there before the first line that it was told, and nothing twice', () => {
    const index = new RunIndex();
    const line = (requestId: string, ingestionTime: number) => ({
      ...{ timestamp: ingestionTime, logGroupName: '/aws/lambda/pulso-local-bot', logStream: '', ingestionTime },
      message: JSON.stringify({ requestId, runId: `daily-usage/chat/${requestId}` }),
    });

    index.onLog(line('now', 2));
    index.takeEarlier([line('before', 1), line('now', 2)]);

    expect(index.runIds).toEqual(['daily-usage/chat/now', 'daily-usage/chat/before']);
    expect(index.invocationsOf('daily-usage/chat/now')[0]?.lines).toHaveLength(1);
  });

  it('takes lines that are no JSON objects, or name no request, for none of its own', () => {
    const index = new RunIndex();

    for (const message of ['START RequestId: 1', '{"cut sho', '{"runId":"r"}']) {
      index.onLog({
        timestamp: 1,
        message,
        logGroupName: '/aws/lambda/pulso-local-bot',
        logStream: '',
        ingestionTime: 1,
      });
    }

    expect(index.runIds).toEqual([]);
  });
});
