import { type AsynchronousEvent } from '@pulso/local/lambda';
import { nextAttempt } from '@pulso/world/lambda';
import { performOperation, type SqsMessage, SqsState } from '@pulso/world/sqs';
import { type FunctionDefinition, type QueueDefinition } from '@pulso/world/stacks';

import { type InjectedFault } from '../../../faults/inject-faults';
import { Heard, type Invocation } from '../../heard';
import { type Run, readRun } from '../read-run';

/** When the schedule of a story's run fires, epoch ms. */
export const firedAtMs = Date.parse('2026-11-27T12:30:00Z');

export const runId = 'daily-usage/schedule/2026-11-27T12:30:00.000Z';

const accountId = '000000000000';
const urlOf = (name: string): string => `http://127.0.0.1/${accountId}/${name}`;

const queueOf = (name: string, maxReceiveCount?: number): QueueDefinition => ({
  ...{ name, arn: `arn:aws:sqs:eu-central-1:${accountId}:${name}`, visibilityTimeoutSeconds: 180, delaySeconds: 0 },
  ...{ messageRetentionSeconds: 345_600, maxMessageBytes: 1_048_576, receiveWaitTimeSeconds: 0 },
  ...(maxReceiveCount !== undefined && {
    redrive: { deadLetterTargetArn: `arn:aws:sqs:eu-central-1:${accountId}:${name}-dlq`, maxReceiveCount },
  }),
});

const names = { 'query-worker': 'query-jobs', aggregator: 'run-events', notifier: 'report-updates' } as const;

export type QueueTaker = keyof typeof names;

/** How an invocation goes. */
interface Going {
  /** Default: one second. `goesOn`: it has no end yet. */
  readonly seconds?: number;
  readonly goesOn?: true;
  /** What Lambda notes of it: then it has failed. */
  readonly failure?: string;
  readonly status?: 'error' | 'timeout';
  readonly initSeconds?: number;
  /** Until what it has left is received again, instead of the queue's timeout. */
  readonly pauseSeconds?: number;
  readonly lines?: readonly Readonly<Record<string, unknown>>[];
  /** What it sends, before it ends. */
  readonly sends?: readonly (readonly [taker: QueueTaker, body: object, delaySeconds?: number])[];
}

/** Plays a run on the models of SQS and Lambda, and lets the console hear of it. */
export class Story {
  nowMs = firedAtMs;
  readonly heard = new Heard((_service, text) => text);
  readonly queues = Object.values(names).flatMap((name) => [
    queueOf(`pulso-local-${name}`, 3),
    queueOf(`pulso-local-${name}-dlq`),
  ]);
  readonly #sqs: SqsState;
  #ids = 0;
  #invocations = 0;

  constructor(faultFor: ConstructorParameters<typeof SqsState>[0]['faultFor'] = () => undefined) {
    const newId = (): string => `00000000-0000-0000-0000-${String((this.#ids += 1)).padStart(12, '0')}`;
    this.#sqs = new SqsState({ accountId, newId, faultFor, onMessage: (...sent) => this.heard.onMessage(...sent) });
    for (const queue of this.queues) this.#sqs.add(queue, this.nowMs);
  }

  /** Lets time pass, and tells how the run is then. */
  after(seconds: number): this {
    this.nowMs += seconds * 1_000;
    return this;
  }

  get run(): Run {
    const run = readRun(runId, this.heard, this.queues, this.nowMs);
    if (!run) throw new Error('Nothing was heard of the run.');
    return run;
  }

  send(taker: QueueTaker, body: object, { by, delaySeconds }: { by?: string; delaySeconds?: number } = {}): void {
    const queue = `pulso-local-${names[taker]}`;
    this.#perform(
      'SendMessage',
      {
        QueueUrl: urlOf(queue),
        MessageBody: JSON.stringify(body),
        ...(delaySeconds && { DelaySeconds: delaySeconds }),
      },
      by,
    );
  }

  /** A function takes what is visible in its queue. @returns Its request id. */
  work(taker: QueueTaker, going: Going = {}): string {
    const QueueUrl = urlOf(`pulso-local-${names[taker]}`);
    const requestId = this.#nextRequestId(taker);
    const { Messages = [] } = this.#perform('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 }, requestId) as {
      Messages?: readonly { readonly MessageId: string; readonly Body: string; readonly ReceiptHandle: string }[];
    };
    const payload = { Records: Messages.map(({ MessageId, Body }) => ({ messageId: MessageId, body: Body })) };
    this.#invoke(taker, requestId, payload, going);
    for (const { ReceiptHandle } of going.goesOn ? [] : Messages) {
      const message = this.#sqs.find(`pulso-local-${names[taker]}`)?.messages.receivedWith(ReceiptHandle);
      if (going.failure === undefined) this.#perform('DeleteMessage', { QueueUrl, ReceiptHandle });
      else if (message) this.#leave(message, going, QueueUrl);
    }
    return requestId;
  }

  #leave(message: SqsMessage, { failure, pauseSeconds }: Going, QueueUrl: string): void {
    Object.assign(message.receives.at(-1) ?? {}, { failure });
    if (pauseSeconds === undefined) return;
    const ReceiptHandle = message.receiptHandle ?? '';
    const Entries = [{ Id: '0', ReceiptHandle, VisibilityTimeout: pauseSeconds }];
    this.#perform('ChangeMessageVisibilityBatch', { QueueUrl, Entries });
  }

  /** Invokes a function as a schedule or a URL does. @returns Its request id. */
  invoke(service: string, payload: object, going: Going = {}): string {
    const requestId = this.#nextRequestId(service);
    this.#invoke(service, requestId, payload, going);
    return requestId;
  }

  /** Lets Lambda take the request for the run, and try it so often as it goes so. */
  request(goings: readonly Going[], sentBy?: string): AsynchronousEvent {
    const asyncInvoke = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };
    const definition = { name: 'pulso-local-dispatcher', asyncInvoke } as FunctionDefinition;
    const trigger = { type: 'schedule', scheduledTime: '2026-11-27T12:30:00Z' };
    const payload = { schemaVersion: 1, reportId: 'daily-usage', trigger };
    const event: AsynchronousEvent = {
      ...{ definition, requestId: 'request', payload: JSON.stringify(payload), acceptedAtMs: this.nowMs, failures: [] },
      ...(sentBy !== undefined && { sentBy }),
    };
    this.heard.onAsynchronousEvent(event);
    for (const going of goings) {
      if (event.nextAtMs !== undefined) this.nowMs = event.nextAtMs;
      delete event.nextAtMs;
      this.#invoke('dispatcher', 'request', payload, going);
      if (going.failure === undefined) break;
      event.failures.push(going.failure);
      const tried = { acceptedAtMs: event.acceptedAtMs, attemptCount: event.failures.length, throttleCount: 0 };
      const next = nextAttempt(tried, 'failed', asyncInvoke, this.nowMs);
      if ('atMs' in next) event.nextAtMs = next.atMs;
      else event.givenUpAtMs = this.nowMs;
    }
    return event;
  }

  /** Sends the dead letters of a queue back. */
  redrive(taker: QueueTaker): void {
    const SourceArn = this.#sqs.named(`pulso-local-${names[taker]}-dlq`).arn;
    this.#perform('StartMessageMoveTask', { SourceArn });
  }

  strike(kind: InjectedFault['kind'], target: string, struck: InjectedFault['struck']): void {
    this.heard.onInjected({ kind, target, struck, atMs: this.nowMs });
  }

  log(invocation: Pick<Invocation, 'requestId' | 'service'>, fields: object): void {
    this.heard.onLog({
      ...{
        timestamp: this.nowMs,
        logGroupName: `/aws/lambda/pulso-local-${invocation.service}`,
        logStream: invocation.requestId,
      },
      ...{
        message: JSON.stringify({ level: 'INFO', requestId: invocation.requestId, runId, ...fields }),
        ingestionTime: this.nowMs,
      },
    });
  }

  #nextRequestId(service: string): string {
    this.#invocations += 1;
    return `${service}-${this.#invocations}`;
  }

  #invoke(service: string, requestId: string, payload: object, going: Going): void {
    const { seconds = 1, lines = [], sends = [], failure, initSeconds, goesOn } = going;
    const status = going.status ?? (failure === undefined || failure === 'batch item failure' ? 'success' : 'error');
    const functionName = `pulso-local-${service}`;
    const startedAtMs = this.nowMs;
    this.heard.onInvocationStart({ functionName, requestId, startedAtMs, payload: JSON.stringify(payload) });
    if (!goesOn) this.nowMs += seconds * 1_000;
    for (const line of lines) this.log({ service, requestId }, line);
    for (const [taker, body, delaySeconds = 0] of sends) this.send(taker, body, { by: requestId, delaySeconds });
    const init = initSeconds === undefined ? {} : { initDurationMs: initSeconds * 1_000 };
    if (!goesOn) this.heard.onInvocationEnd({ requestId, status, startedAtMs, durationMs: seconds * 1_000, ...init });
  }

  #perform(operation: string, input: object, by?: string) {
    return performOperation(operation, { ...input }, { state: this.#sqs, nowMs: this.nowMs, urlOf, by });
  }
}

const plan = { queries: [{ queryId: 'groups' }] };

export const opened = { type: 'run-opened', runId, plan };
export const deadline = { type: 'run-deadline', runId, plan };
export const job = {
  ...{
    runId,
    queryId: 'groups',
    attempt: 0,
    queryString: 'stats count(*)',
    logGroupNames: ['/aws/lambda/pulso-local-bot'],
  },
  ...{ startTimeSeconds: 1_000, endTimeSeconds: 1_999 },
};
export const answer = { type: 'query-finished', runId, queryId: 'groups' };
export const report = {
  ...{ type: 'report-update', runId, revision: 1, content: { state: 'complete' } },
  destinations: [{ type: 'telegram', chatId: '42' }],
};

/** A run up to where its job is sent. */
export function startedStory(...faults: ConstructorParameters<typeof Story>): Story {
  const story = new Story(...faults);
  const lines = [{ event: 'run-dispatched', queryCount: 1 }];
  story.request([
    {
      lines,
      sends: [
        ['aggregator', opened],
        ['aggregator', deadline, 600],
        ['query-worker', job],
      ],
    },
  ]);
  story.work('aggregator', { lines: [{ event: 'run-opened' }] });
  return story;
}

const finished = { event: 'query-finished', queryId: 'groups', status: 'success', bytesScanned: 7 };

/** Answers the question, closes the run, and sends the report. */
export function answeredStory(story = startedStory(), content: object = report.content): Story {
  story.work('query-worker', { lines: [finished], sends: [['aggregator', answer]] });
  const sent = { event: 'report-update-sent', revision: 1 };
  const lines = [{ event: 'run-closed', counter: 1, expectedCount: 1 }, sent];
  story.work('aggregator', { lines, sends: [['notifier', { ...report, content }]] });
  return story;
}

export const delivered = { event: 'report-delivered', destination: 'telegram-private' };
