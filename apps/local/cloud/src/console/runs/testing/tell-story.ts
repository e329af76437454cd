import { type InjectedFault } from '../../../faults/inject-faults';
import { factsOf, type RunFacts } from '../run-facts';
import { RunIndex } from '../run-index';

/** When the schedule of the story's run fires, epoch ms. */
export const firedAtMs = Date.parse('2026-11-27T12:30:00Z');

export const runId = 'daily-usage/schedule/2026-11-27T12:30:00.000Z';

/** A message of a queue; `sentAt` in seconds since the schedule fired. */
interface ToldMessage {
  readonly id: string;
  readonly body: object;
  readonly sentAt: number;
  readonly receiveCount?: number;
}

/** An invocation; times in seconds since the schedule fired. */
export interface ToldInvocation {
  readonly service: string;
  readonly requestId: string;
  readonly from: number;
  /** Absent: it goes on. */
  readonly to?: number;
  /** Default: success. */
  readonly status?: string;
  /** Seconds, after a cold start. */
  readonly init?: number;
  readonly messages?: readonly ToldMessage[];
  /** In the place of messages. */
  readonly payload?: object;
  readonly lines?: readonly Readonly<Record<string, unknown>>[];
}

/** @param faults - `at` in seconds since the schedule fired. @returns An index that was told this, each in its time. */
export function tellStory(
  invocations: readonly ToldInvocation[],
  faults: readonly (Omit<InjectedFault, 'atMs'> & { readonly at?: number })[] = [],
): RunIndex {
  const index = new RunIndex();
  for (const { service, requestId, from, to, status = 'success', init, messages, payload, lines = [] } of invocations) {
    const functionName = `pulso-local-${service}`;
    const log = (at: number, fields: object): void =>
      index.onLog({
        timestamp: firedAtMs + at * 1000,
        message: JSON.stringify(fields),
        logGroupName: `/aws/lambda/${functionName}`,
        logStream: 'stream',
        ingestionTime: 0,
      });
    const Records = messages?.map(({ id, body, sentAt, receiveCount = 1 }) => ({
      messageId: id,
      body: JSON.stringify(body),
      attributes: {
        ApproximateReceiveCount: String(receiveCount),
        SentTimestamp: String(firedAtMs + sentAt * 1000),
      },
    }));
    const metrics = init === undefined ? {} : { initDurationMs: init * 1000 };
    log(from, { type: 'platform.start', record: { requestId } });
    index.onInvocationStart({
      ...{ functionName, requestId, startedAtMs: firedAtMs + from * 1000 },
      payload: JSON.stringify(payload ?? { Records }),
    });
    for (const line of lines) log(to ?? from, { level: 'INFO', requestId, runId, ...line });
    if (to !== undefined) log(to, { type: 'platform.report', record: { requestId, status, metrics } });
  }
  for (const { at = 0, ...fault } of faults) index.onInjected({ ...fault, atMs: firedAtMs + at * 1000 });
  return index;
}

/** @returns What an index knows of the story's run. */
export function factsOfStory(index: RunIndex): RunFacts {
  const run = factsOf(runId, index, firedAtMs + 600_000);
  if (!run) throw new Error('The story tells of no run.');
  return run;
}

const job = { runId, queryId: 'groups', attempt: 0 };
const answer = { type: 'query-finished', runId, queryId: 'groups' };
const report = {
  type: 'report-update',
  runId,
  content: { state: 'complete' },
  destinations: [{ type: 'telegram', chatId: '42' }],
};

/** A job whose first receive was killed, an answer that came twice, a report that was delivered. */
export const lateRun: readonly ToldInvocation[] = [
  {
    ...{ service: 'dispatcher', requestId: 'd', from: 1, to: 2 },
    payload: {
      schemaVersion: 1,
      reportId: 'daily-usage',
      trigger: { type: 'schedule', scheduledTime: '2026-11-27T12:30:00Z' },
    },
    lines: [{ event: 'run-dispatched', queryCount: 1 }],
  },
  {
    ...{ service: 'query-worker', requestId: 'w1', from: 3, to: 4, status: 'error' },
    messages: [{ id: 'job', body: job, sentAt: 2 }],
    lines: [{ event: 'query-started', queryId: 'groups' }],
  },
  {
    ...{ service: 'query-worker', requestId: 'w2', from: 184, to: 186 },
    messages: [{ id: 'job', body: job, sentAt: 2, receiveCount: 2 }],
    lines: [{ event: 'query-finished', queryId: 'groups', status: 'success', bytesScanned: 7 }],
  },
  {
    ...{ service: 'aggregator', requestId: 'a', from: 187, to: 188 },
    messages: [
      { id: 'answer', body: answer, sentAt: 186 },
      { id: 'answer', body: answer, sentAt: 186 },
    ],
    lines: [{ event: 'report-update-sent', revision: 1, state: 'complete' }],
  },
  {
    ...{ service: 'notifier', requestId: 'n', from: 189, to: 190 },
    messages: [{ id: 'report', body: report, sentAt: 188 }],
    lines: [{ event: 'report-delivered', state: 'complete', destination: 'telegram-private' }],
  },
];

export const kill = { kind: 'kill', target: 'query-worker', struck: { requestId: 'w1' } } as const;
