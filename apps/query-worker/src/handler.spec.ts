import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import type { SQSRecord } from 'aws-lambda';

import type * as handlerModule from './handler';

const { env } = process;

const record: SQSRecord = {
  messageId: 'm-1',
  receiptHandle: 'r-1',
  body: '',
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: 's',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn',
  awsRegion: 'eu-central-1',
};

/** Connections take turns of the event loop, however far the clock is: far more than they need. */
async function realTurns(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('handler', () => {
  let aws: Server;
  let handler: typeof handlerModule.handler;
  let operations: string[];

  beforeAll(async () => {
    operations = [];
    // An AWS that takes every call and never answers.
    aws = createServer((request) => {
      operations.push(String(request.headers['x-amz-target']).split('.').pop() ?? '');
      request.resume();
    });
    await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
    const root = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`;
    process.env = {
      ...env,
      AWS_ENDPOINT_URL: root,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      QUERY_JOBS_QUEUE_URL: `${root}/000000000000/jobs`,
      RUN_EVENTS_QUEUE_URL: `${root}/000000000000/events`,
      MAX_RECEIVE_COUNT: '5',
    };
    // Not an import: the module reads its environment as soon as it is loaded.
    ({ handler } = jest.requireActual<typeof handlerModule>('./handler'));
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  });

  afterAll(async () => {
    jest.restoreAllMocks();
    process.env = env;
    aws.closeAllConnections();
    await new Promise((resolve) => aws.close(resolve));
  });

  it('returns a job, well before the function times out, when Logs Insights does not answer', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });

    let waitedMs = 0;
    let answer: unknown;
    const answered = handler({
      Records: [
        {
          ...record,
          body: JSON.stringify({
            schemaVersion: 1,
            runId: 'r',
            queryId: 'q',
            logGroupNames: ['/aws/lambda/bot'],
            queryString: 'stats count(*)',
            startTimeSeconds: 1,
            endTimeSeconds: 2,
            giveUpAtMs: Number.MAX_SAFE_INTEGER,
            attempt: 0,
            restartCount: 0,
          }),
        },
      ],
    }).then((result) => (answer = result));
    for (; answer === undefined && waitedMs < 30_000; waitedMs += 50) {
      await jest.advanceTimersByTimeAsync(50);
      await realTurns();
    }
    jest.useRealTimers();
    if (answer === undefined) aws.closeAllConnections();
    await answered;

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
    expect(operations).toEqual(['StartQuery']);
    expect(waitedMs).toBeLessThan(10_000);
  });
});
