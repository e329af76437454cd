import { randomUUID } from 'node:crypto';

import { type AsynchronousEvent } from '@pulso/local/lambda';
import { nextAttempt } from '@pulso/world/lambda';
import { performOperation, SqsState } from '@pulso/world/sqs';
import { type FunctionDefinition, type QueueDefinition } from '@pulso/world/stacks';

import { RefusedOperationError } from '../errors';
import { type InjectedFault } from '../faults/inject-faults';
import { Heard } from './heard';
import { createRunsHandlers } from './runs-handlers';
import { drawLanes } from './runs/draw-lanes';
import { type Run, readRun } from './runs/read-run';
import { endOf, standingOf, summaryOf } from './runs/standing-of';

/** When the schedule of a story's run fires, epoch ms. */
const firedAtMs = Date.parse('2026-11-27T12:30:00Z');

const runId = 'daily-usage/schedule/2026-11-27T12:30:00.000Z';

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

type QueueTaker = keyof typeof names;

/** How an invocation goes. */
interface Going {
  /** Whether it has no end yet; else it takes a second. */
  readonly goesOn?: true;
  /** What Lambda notes of it: then it has failed. */
  readonly failure?: string;
  readonly initSeconds?: number;
  /** Until what it has left is received again, instead of the queue's timeout. */
  readonly visibilityTimeoutSeconds?: number;
  readonly lines?: readonly Readonly<Record<string, unknown>>[];
  /** What it sends, before it ends. */
  readonly sends?: readonly (readonly [taker: QueueTaker, body: object, delaySeconds?: number])[];
}

/** Plays a run on the models of SQS and Lambda, and lets the console hear of it. */
class Story {
  nowMs = firedAtMs;
  readonly heard = new Heard((_service, text) => text);
  readonly queues = Object.values(names).flatMap((name) => [
    queueOf(`pulso-local-${name}`, 3),
    queueOf(`pulso-local-${name}-dlq`),
  ]);
  readonly #sqs: SqsState;
  #count = 0;

  constructor(faultFor: ConstructorParameters<typeof SqsState>[0]['faultFor'] = () => undefined) {
    this.#sqs = new SqsState({
      accountId,
      newId: randomUUID,
      faultFor,
      onMessage: (...sent) => this.heard.onMessage(...sent),
    });
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
    const input = { QueueUrl: urlOf(`pulso-local-${names[taker]}`), MessageBody: JSON.stringify(body) };
    this.#perform('SendMessage', { ...input, ...(delaySeconds && { DelaySeconds: delaySeconds }) }, by);
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
      else Object.assign(message?.receives.at(-1) ?? {}, { failure: going.failure });
      if (going.failure === undefined || going.visibilityTimeoutSeconds === undefined) continue;
      const Entries = [{ Id: '0', ReceiptHandle, VisibilityTimeout: going.visibilityTimeoutSeconds }];
      this.#perform('ChangeMessageVisibilityBatch', { QueueUrl, Entries });
    }
    return requestId;
  }

  /** Invokes a function as a schedule or a URL does. @returns Its request id. */
  invoke(service: string, payload: object, going: Going = {}): string {
    const requestId = this.#nextRequestId(service);
    this.#invoke(service, requestId, payload, going);
    return requestId;
  }

  /** Lets Lambda take the request for the run, and try it so often as it goes so. */
  request(goings: readonly Going[]): void {
    const asyncInvoke = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };
    const definition = { name: 'pulso-local-dispatcher', asyncInvoke } as FunctionDefinition;
    const trigger = { type: 'schedule', scheduledTime: '2026-11-27T12:30:00Z' };
    const payload = { schemaVersion: 1, reportId: 'daily-usage', trigger };
    const body = JSON.stringify(payload);
    const event: AsynchronousEvent = {
      definition,
      requestId: 'request',
      payload: body,
      acceptedAtMs: this.nowMs,
      failures: [],
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
  }

  /** Sends the dead letters of a queue back. */
  redrive(taker: QueueTaker): void {
    const SourceArn = this.#sqs.named(`pulso-local-${names[taker]}-dlq`).arn;
    this.#perform('StartMessageMoveTask', { SourceArn });
  }

  purge(taker: QueueTaker): void {
    this.#perform('PurgeQueue', { QueueUrl: urlOf(`pulso-local-${names[taker]}`) });
  }

  strike(kind: InjectedFault['kind'], target: string, struck: InjectedFault['struck']): void {
    this.heard.onInjected({ kind, target, struck, atMs: this.nowMs });
  }

  #nextRequestId(service: string): string {
    this.#count += 1;
    return `${service}-${this.#count}`;
  }

  #invoke(service: string, requestId: string, payload: object, going: Going): void {
    const { lines = [], sends = [], failure, initSeconds, goesOn } = going;
    const functionName = `pulso-local-${service}`;
    const startedAtMs = this.nowMs;
    this.heard.onInvocationStart({ functionName, requestId, startedAtMs, payload: JSON.stringify(payload) });
    if (!goesOn) this.nowMs += 1_000;
    for (const line of lines) {
      const message = JSON.stringify({ level: 'INFO', requestId, runId, ...line });
      const place = { logGroupName: `/aws/lambda/${functionName}`, logStream: requestId, ingestionTime: this.nowMs };
      this.heard.onLog({ ...place, timestamp: this.nowMs, message });
    }
    for (const [taker, body, delaySeconds = 0] of sends) this.send(taker, body, { by: requestId, delaySeconds });
    const status = failure === undefined || failure === 'batch item failure' ? 'success' : 'error';
    const init = initSeconds === undefined ? {} : { initDurationMs: initSeconds * 1_000 };
    if (!goesOn) this.heard.onInvocationEnd({ requestId, status, startedAtMs, durationMs: 1_000, ...init });
  }

  #perform(operation: string, input: object, by?: string) {
    return performOperation(operation, { ...input }, { state: this.#sqs, nowMs: this.nowMs, urlOf, by });
  }
}

const plan = { queries: [{ queryId: 'groups' }] };

const opened = { type: 'run-opened', runId, plan };
const deadline = { type: 'run-deadline', runId, plan };
const job = {
  ...{
    runId,
    queryId: 'groups',
    attempt: 0,
    queryString: 'stats count(*)',
    logGroupNames: ['/aws/lambda/pulso-local-bot'],
  },
  ...{ startTimeSeconds: 1_000, endTimeSeconds: 1_999 },
};
const answer = { type: 'query-finished', runId, queryId: 'groups' };
const report = {
  ...{ type: 'report-update', runId, revision: 1, content: { state: 'complete' } },
  destinations: [{ type: 'telegram', chatId: '42' }],
};

/** A run up to where its job is sent. */
function startedStory(...faults: ConstructorParameters<typeof Story>): Story {
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
function answeredStory(story = startedStory(), content: object = report.content): Story {
  story.work('query-worker', { lines: [finished], sends: [['aggregator', answer]] });
  const sent = { event: 'report-update-sent', revision: 1 };
  const lines = [{ event: 'run-closed', counter: 1, expectedCount: 1 }, sent];
  story.work('aggregator', { lines, sends: [['notifier', { ...report, content }]] });
  return story;
}

const killed = 'Runtime.ExitError: Runtime exited with error: signal: killed';

const delivered = { event: 'report-delivered', destination: 'telegram-private' };

/** Its report was due before its question had an answer. */
function partialStory(): Story {
  const story = startedStory();
  story.work('query-worker', { failure: killed });
  const closed = { event: 'run-closed', why: 'due', counter: 0, expectedCount: 1 };
  const sends = [['notifier', { ...report, content: { state: 'partial' } }]] as const;
  story.invoke('aggregator', { type: 'sweep' }, { lines: [{ event: 'report-without-answers' }, closed], sends });
  story.work('notifier', { lines: [{ ...delivered, state: 'partial' }] });
  return story;
}

function handlersOf(story = answeredStory()) {
  const cloud = { clock: { nowMs: () => story.nowMs }, definition: { queues: story.queues } };
  return { story, ...createRunsHandlers(cloud, story.heard) };
}

describe('createRunsHandlers', () => {
  it('lists runs with where they stand, and sees what has happened to one since it was listed', async () => {
    const handlers = handlersOf();
    const before = await handlers['runs.list']({});

    handlers.story.work('notifier', { lines: [delivered] });

    expect(before).toMatchObject([
      { runId, state: 'going', standing: { text: expect.stringContaining('waits for notifier') } },
    ]);
    const [after] = await handlers['runs.list']({});
    expect(after).toMatchObject({ runId, state: 'complete' });
    expect(after).not.toHaveProperty('standing');
  });

  it('shows a run, and the lines of all its invocations in the order of time', async () => {
    const handlers = handlersOf();
    const { lanes, standing } = await handlers['runs.show']({ runId });
    const lines = await handlers['runs.logs']({ runId });

    expect([lanes.length, standing?.queue]).toEqual([4, 'pulso-local-report-updates']);
    expect(lines.map(({ service, message }) => `${service} ${JSON.parse(message).event}`)).toEqual([
      'dispatcher run-dispatched',
      'aggregator run-opened',
      'query-worker query-finished',
      'aggregator run-closed',
      'aggregator report-update-sent',
    ]);
  });

  it('lists no run with what lies in a queue no more', async () => {
    const handlers = handlersOf(partialStory());
    const { story } = handlers;
    const listed = async () => (await handlers['runs.list']({}))[0]?.standing?.text;
    const before = await listed();

    story.purge('query-worker');

    expect([before, await listed()]).toEqual([
      expect.stringContaining('waits for its 2nd try'),
      'A partial report was delivered at 12:30:05. It was closed with 0 of 1 answers.',
    ]);
  });

  it('refuses a run of which nothing was heard', () => {
    expect(() => handlersOf()['runs.show']({ runId: 'x' })).toThrow(RefusedOperationError);
  });
});

const textOf = ({ run }: Story): string | undefined => standingOf(run, endOf(run).state)?.text;

const open = '0 of 1 questions are answered. ';

describe('where a run stands', () => {
  it('says of a call that was refused what the worker has logged, and which fault it was', () => {
    const story = startedStory();
    const line = { level: 'WARN', event: 'query-job-failed', queryId: 'groups', errorMessage: 'socket hang up' };
    const waits = {
      event: 'message-waits',
      queryId: 'groups',
      errorMessage: 'The message waits in its queue for 12 s.',
    };

    const by = story.work('query-worker', {
      lines: [line, waits],
      failure: 'batch item failure',
      visibilityTimeoutSeconds: 12,
    });
    story.strike('refuse', 'logs.StartQuery', { requestId: by });

    expect(textOf(story)).toBe(
      `${open}The job of "groups" waits for its 2nd try at 12:30:15: query-worker: query-job-failed: socket hang up ` +
        '(fault: refuse logs.StartQuery).',
    );
  });

  it('says of a report why Telegram has not taken it', () => {
    const story = answeredStory();
    const line = { level: 'WARN', event: 'send-unanswered', reason: 'The connection was cut.' };

    const by = story.work('notifier', { lines: [line], failure: 'batch item failure', visibilityTimeoutSeconds: 30 });
    story.strike('refuse', 'telegram.sendMessage', { requestId: by });

    expect(textOf(story)).toBe(
      'The question is answered; what is missing is the delivery. Revision 1 of the report for telegram 42 waits for its ' +
        '2nd try at 12:30:35: notifier: send-unanswered: The connection was cut (fault: refuse telegram.sendMessage).',
    );
  });

  it('says of a report that only waits what went wrong before', () => {
    const story = answeredStory();
    const line = { level: 'WARN', event: 'send-unanswered', reason: 'UND_ERR_SOCKET' };
    const by = story.work('notifier', { lines: [line] });
    story.strike('refuse', 'telegram.sendMessage', { requestId: by });
    story.send('notifier', { ...report, revision: 2 });

    story.work('notifier', {
      lines: [{ event: 'message-waits' }],
      failure: 'batch item failure',
      visibilityTimeoutSeconds: 60,
    });

    expect(textOf(story)).toContain(
      '2nd try at 12:31:06: notifier: send-unanswered: UND_ERR_SOCKET (fault: refuse telegram.sendMessage).',
    );
  });

  it('counts no question that is asked again of an earlier day', () => {
    const story = startedStory();
    story.send('query-worker', { ...job, queryId: 'again', backfill: {} });
    const finished = ['groups', 'again'].map((queryId) => ({ event: 'query-finished', queryId, status: 'success' }));

    story.work('query-worker', { lines: finished, sends: [['aggregator', answer]] });

    expect(textOf(story)).toMatch(
      /^The question is answered; what is missing is the report\. The answer of "groups" waits/,
    );
  });

  it('says that Lambda tries an event again, when and why', () => {
    const story = new Story();

    story.request([{ failure: 'Runtime.ExitError: Runtime exited with error: signal: killed' }]);

    expect(textOf(story)).toBe(
      'The request for the run waits for its 2nd try by Lambda at 12:31:01: dispatcher was killed.',
    );
  });

  it('takes a run for one that was never planned only where no report came of it', () => {
    const story = new Story();
    const failure = 'Sandbox.Timedout: Task timed out after 30.00 seconds';
    story.request([{ failure }, { failure }, { failure }]);
    story.send('notifier', { requestPayload: JSON.parse(story.run.pieces[0]?.body ?? '') }, { by: 'request' });
    story.work('notifier', { lines: [{ event: 'run-not-started', condition: 'RetriesExhausted' }] });

    expect([endOf(story.run).state, textOf(story)]).toEqual([
      'failed',
      'It was never planned: dispatcher ran out of time after 30.00 seconds, at its 3rd and last try.',
    ]);
    story.send('query-worker', job);
    answeredStory(story, { state: 'partial' }).work('notifier', { lines: [{ ...delivered, state: 'partial' }] });
    expect([endOf(story.run).state, textOf(story)]).toEqual([
      'partial',
      'A partial report was delivered at 12:33:07. It was closed with 1 of 1 answers.',
    ]);
  });

  it('names the cause and the receives of a dead letter, and what to do', () => {
    const story = startedStory();
    for (let tries = 0; tries < 3; tries += 1) {
      story.work('query-worker', { failure: 'Error: broken', visibilityTimeoutSeconds: 1 });
      story.after(2);
    }
    story.work('query-worker');

    expect(standingOf(story.run, 'going')).toEqual({
      text:
        `${open}Nothing is on its way: at 12:40:01 the deadline looks at it, and the sweep every five minutes. The job of ` +
        '"groups" lies in pulso-local-query-jobs-dlq after 3 receives, until an operator sends it back: query-worker: ' +
        'Error: broken each time.',
      deadLetterQueue: 'pulso-local-query-jobs-dlq',
    });
  });

  it('promises no try to a message that has used them up', () => {
    const story = startedStory();
    for (let tries = 0; tries < 3; tries += 1)
      story.after(2).work('query-worker', { failure: 'Error: broken', visibilityTimeoutSeconds: 1 });

    expect(textOf(story)).toBe(
      `${open}The job of "groups" goes to pulso-local-query-jobs-dlq at 12:30:12, after its 3rd and last try: query-worker: ` +
        'Error: broken each time.',
    );
  });

  it('names the delay of a message, and why a job was put back', () => {
    const story = startedStory();
    const line = { event: 'query-job-waits', queryId: 'groups', why: 'running' };

    story.work('query-worker', { lines: [line], sends: [['query-worker', { ...job, attempt: 1 }, 60]] });

    expect(textOf(story)).toBe(
      `${open}The job of "groups" (put back before) waits for query-worker at 12:31:03: its sender has delayed it by 60 s; ` +
        'query-worker has put it back: query-job-waits: running.',
    );
  });

  it('names the fault by which a queue delivers a message late', () => {
    const story = startedStory((queue) => (queue.endsWith('query-jobs') ? { delayMs: 30_000 } : undefined));
    const messageId = story.run.pieces.find(({ type }) => type === 'query-job')?.id ?? '';
    story.strike('delay', 'query-jobs', { messageId });

    expect(textOf(story)).toBe(
      `${open}The job of "groups" waits for query-worker at 12:30:31: the queue delivers it late (fault: delay query-jobs).`,
    );
  });

  it('says what a function works on now, whose message does not wait', () => {
    const story = startedStory();

    story.work('query-worker', { goesOn: true });

    expect(textOf(story)).toBe(`${open}query-worker has worked on the job of "groups" since 12:30:02.`);
  });

  it('says which answers a run lacks', () => {
    const story = startedStory();
    const lines = [{ event: 'query-finished', queryId: 'groups', status: 'failed', reason: 'gave-up' }];
    story.work('query-worker', { lines });

    expect(standingOf(story.run, 'partial')?.text).toBe(
      'No answer to "groups" (The query had no answer when its time was over).',
    );
  });

  it('says what of a run that is over is still on its way', () => {
    const story = answeredStory();
    story.work('notifier', { lines: [delivered] });
    story.send('query-worker', job);

    expect(standingOf(story.run, 'complete')).toEqual({
      text: 'It was delivered; this is left of it. The job of "groups" waits for query-worker.',
      queue: 'pulso-local-query-jobs',
    });
  });
});

describe('the end of a run', () => {
  it('comes when its report at last is done with, and says how it went', () => {
    const story = answeredStory();
    const before = endOf(story.run);

    story.work('notifier', { lines: [delivered] });

    expect(before).toEqual({ state: 'going' });
    expect(summaryOf(story.run)).toEqual({
      ...{ runId, reportId: 'daily-usage', trigger: 'schedule', askedAtMs: firedAtMs },
      ...{ state: 'complete', durationMs: 5_000, bytesScanned: 7, faultCount: 0 },
    });
    expect(textOf(story)).toBeUndefined();
  });

  it('comes with a partial report, and a late answer makes it go on to the next one', () => {
    const story = partialStory();
    const partial = endOf(story.run);

    expect([partial, textOf(story)]).toEqual([
      { state: 'partial', endedAtMs: story.nowMs },
      'A partial report was delivered at 12:30:05. It was closed with 0 of 1 answers. The job of "groups" waits for its 2nd ' +
        'try at 12:33:02: query-worker was killed.',
    ]);
    story.send('notifier', { ...report, revision: 2 });
    expect([endOf(story.run).state, textOf(story)]).toEqual([
      'going',
      expect.stringMatching(/^A partial report was delivered at 12:30:05\. 0 of 1 .*Revision 2 of the report/),
    ]);
    story.work('notifier', { lines: [{ ...delivered, state: 'complete' }] });
    expect(endOf(story.run).state).toBe('complete');
  });

  it('waits for each destination', () => {
    const story = answeredStory();
    const deliveries = [
      { type: 'telegram', chatId: '42' },
      { type: 'email', name: 'owners' },
    ].map((destination) => ['notifier', { ...report, type: 'deliver', destination }] as const);

    story.work('notifier', { sends: deliveries });
    expect(endOf(story.run).state).toBe('going');

    story.work('notifier', { lines: [delivered, { ...delivered, destination: 'email:owners' }] });
    expect(endOf(story.run).state).toBe('complete');
  });

  it('comes to a report that has nothing to say when it is closed', () => {
    const story = startedStory();

    story.work('query-worker');
    story.invoke('aggregator', { type: 'sweep' }, { lines: [{ event: 'report-not-sent', state: 'complete' }] });

    expect(endOf(story.run)).toMatchObject({ state: 'complete', endedAtMs: story.nowMs });
  });

  it('comes also to a delivery that logged nothing, as it was killed behind it, when the next try has nothing to do', () => {
    const story = answeredStory();
    story.work('notifier', { failure: 'Runtime.ExitError: Runtime exited with error: signal: killed' });
    const killed = endOf(story.run).state;

    story.after(200).work('notifier');

    expect([killed, endOf(story.run)]).toMatchObject(['going', { state: 'complete', endedAtMs: story.nowMs }]);
  });
});

/** A job whose first receive was killed, and a report that was delivered. */
function lateStory(): Story {
  const story = startedStory();
  const by = story.work('query-worker', { failure: killed, lines: [{ event: 'query-started', queryId: 'groups' }] });
  story.strike('kill', 'query-worker', { requestId: by });
  answeredStory(story.after(200)).work('notifier', { lines: [delivered], initSeconds: 0.7 });
  return story;
}

const drawn = ({ run } = lateStory()) => drawLanes(run);

const itemsOf = (story?: Story) => drawn(story).flatMap(({ items }) => items);

const shown = (laneId: string, lanes = drawn()): string[] =>
  (lanes.find(({ id }) => id === laneId)?.items ?? []).map(
    ({ kind, title, startMs, isBad }) => `${(startMs - firedAtMs) / 1000} ${kind}: ${title}${isBad ? ' (bad)' : ''}`,
  );

describe('drawLanes', () => {
  it('has a lane for each service, question and destination, in the order in which a run passes them', () => {
    expect(drawn().map(({ id }) => id)).toEqual([
      'dispatcher',
      'query-worker: groups',
      'aggregator',
      'notifier: telegram 42',
    ]);
  });

  it('shows each try of a message, what it waited for before, and the fault that struck it', () => {
    const why = 'query-worker was killed (fault: kill query-worker)';

    expect(shown('query-worker: groups')).toEqual([
      '1 wait: The job of "groups" waits for query-worker',
      `2 work: the job of "groups"; ${why} (bad)`,
      `3 wait: The job of "groups" waits for its 2nd try: ${why} (bad)`,
      '3 fault: kill query-worker (bad)',
      '203 work: the job of "groups"; 2nd receive',
    ]);
  });

  it('leaves out what begins after the end, and lanes of nothing else', () => {
    const lanes = drawLanes(lateStory().run, firedAtMs + 1_000);

    expect(lanes.map(({ id }) => id)).not.toContain('notifier: telegram 42');
    expect(shown('query-worker: groups', lanes)).toEqual(['1 wait: The job of "groups" waits for query-worker']);
  });

  it('says of each question what was asked', () => {
    expect(drawn().flatMap(({ asks }) => asks ?? [])).toEqual([
      { query: 'stats count(*)', logGroups: ['/aws/lambda/pulso-local-bot'], startMs: 1_000_000, endMs: 2_000_000 },
    ]);
  });

  it('draws a dead letter until it was sent back, and the message that it became beside it', () => {
    const story = startedStory();
    for (let tries = 0; tries < 3; tries += 1)
      story.after(2).work('query-worker', { failure: killed, visibilityTimeoutSeconds: 1 });
    story.after(2).work('query-worker');
    const dead = itemsOf(story).find(({ shortTitle }) => shortTitle === 'dead job');
    story.after(100).redrive('query-worker');
    answeredStory(story);

    const titles = itemsOf(story).map(({ title }) => title);

    expect(dead).toMatchObject({ kind: 'wait', isBad: true });
    expect(dead).not.toHaveProperty('endMs');
    expect(titles).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^the job of "groups" lay among the dead letters until 12:3/),
        'the job of "groups"; sent back from the dead letters',
      ]),
    );
  });

  it('tells a copy that the queue made, and what comes later by a fault', () => {
    const story = startedStory((queue) =>
      queue.endsWith('query-jobs') ? { duplicateAfterMs: 0, delayMs: 5_000 } : undefined,
    );
    const messageId = story.run.pieces.find(({ type }) => type === 'query-job')?.id ?? '';
    story.strike('delay', 'query-jobs', { messageId });
    answeredStory(story.after(5));

    const titles = itemsOf(story).map(({ title }) => title);

    expect(titles).toContain('the job of "groups"; a copy that the queue made');
    expect(titles).toContain(
      'The job of "groups" waits for query-worker: the queue delivers it late (fault: delay query-jobs)',
    );
    expect(shown('query-worker: groups', drawn(story))).toContain('2 fault: delay the job of "groups" (bad)');
  });

  it('says of the work how long a cold start was, and hands out what a function was given', () => {
    const work = itemsOf().find(({ title }) => title.startsWith('revision 1 of the report'));

    expect(work?.title).toBe('revision 1 of the report for telegram 42, with a cold start of 0.7 s');
    expect(work?.details).toContainEqual({
      name: expect.stringContaining('message '),
      value: expect.stringContaining('"revision":1'),
    });
  });

  it('shows a sweep that went on with what nothing else went on with', () => {
    const story = startedStory();
    story.work('query-worker');
    story.after(300);
    const sends = [['query-worker', job]] as const;
    const sweep = story.invoke('aggregator', { type: 'sweep' }, { lines: [{ event: 'run-closed' }], sends });

    expect(itemsOf(story).find(({ requestId, kind }) => requestId === sweep && kind === 'work')?.title).toBe(
      'a sweep looked at the run',
    );
  });
});
