import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ResultToStore } from '@pulso/domain/fan-in';

import { createRunStore } from './create-run-store';
import { createScheduleWatch } from './create-schedule-watch';

interface Request {
  readonly operation: string;
  readonly body: Record<string, unknown>;
}

/** The real client with its network replaced: every answer is the same, or depends on the request. */
function clientAnswering(
  statusCode: number,
  answer: object | ((request: Request) => object),
): { client: DynamoDBClient; requests: Request[] } {
  const requests: Request[] = [];
  const client = new DynamoDBClient({
    region: 'eu-central-1',
    endpoint: 'http://127.0.0.1:1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle: async (request: { body: Uint8Array | string; headers: Record<string, string> }) => {
        const { body } = request;
        const received: Request = {
          operation: request.headers['x-amz-target']?.split('.')[1] ?? '',
          body: JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)),
        };
        requests.push(received);
        const answered = typeof answer === 'function' ? answer(received) : answer;
        const bytes = new TextEncoder().encode(JSON.stringify(answered));
        const stream = new ReadableStream({
          start: (controller) => {
            controller.enqueue(bytes);
            controller.close();
          },
        });
        return { response: { statusCode, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: stream } };
      },
    },
  });
  return { client, requests };
}

const clock = { nowMs: () => 1_000 };

const storeRefusing = (name: string, members: object = {}) => {
  const { client } = clientAnswering(400, { __type: `com.amazonaws.dynamodb.v20120810#${name}`, ...members });
  return createRunStore(client, 'runs', clock);
};

const cancelledBecause = (...codes: string[]) =>
  storeRefusing('TransactionCanceledException', {
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`,
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

const plan: ReportPlan = {
  reportId: 'daily-usage',
  title: { en: 'Daily usage' },
  trigger: 'manual',
  windowStartMs: 0,
  windowEndMs: 60_000,
  queries: [],
  destinations: [],
  plannedAtMs: 1,
  reportDueAtMs: 3,
  giveUpAtMs: 2,
};

const toOpen = { runId: 'r', plan, openedAtMs: 1, expiresAtSeconds: 3 };

const hostile = "a') OR attribute_exists(pk) #x :y";

const result: ResultToStore = {
  runId: hostile,
  queryId: hostile,
  outcome: { status: 'failed', reason: { code: hostile, message: hostile } },
  finishedAtMs: 1,
  storedAtMs: 2,
  expiresAtSeconds: 3,
};

describe('createRunStore', () => {
  it.each([
    ['the result is there', ['ConditionalCheckFailed', 'None']],
    ['the result is there and the run is being written', ['ConditionalCheckFailed', 'TransactionConflict']],
  ])('says that nothing was stored if %s', async (_when, codes) => {
    const store = cancelledBecause(...codes);

    expect(await store.addResult(result)).toBe('exists');
    expect(await store.replaceFailure(result)).toBe('not-failed');
  });

  it.each([
    ['the plan is there', ['ConditionalCheckFailed', 'None']],
    ['the plan is there and the run is being written', ['ConditionalCheckFailed', 'TransactionConflict']],
    ["the plan stands in the run's item", ['None', 'ConditionalCheckFailed']],
  ])('says that nothing was opened if %s', async (_when, codes) => {
    expect(await cancelledBecause(...codes).openRun(toOpen)).toBe('has-plan');
  });

  it('asks for another attempt if an answer was written while the run was opened', async () => {
    await expect(cancelledBecause('None', 'TransactionConflict').openRun(toOpen)).rejects.toMatchObject({
      name: 'RunStoreConflictError',
    });
  });

  it.each([
    ['TransactionConflict', 'None'],
    ['None', 'TransactionConflict'],
    ['TransactionConflict', 'TransactionConflict'],
    ['None', 'ThrottlingError'],
    ['ProvisionedThroughputExceeded', 'None'],
  ])('asks for another attempt when a transaction was cancelled for [%s, %s]', async (...codes) => {
    await expect(cancelledBecause(...codes).addResult(result)).rejects.toMatchObject({
      name: 'RunStoreConflictError',
      cause: { name: 'TransactionCanceledException' },
    });
  });

  it.each([['ValidationError'], ['ItemCollectionSizeLimitExceeded'], ['TransactionConflict', 'ValidationError']])(
    'passes on a cancellation for %s, which no retry mends',
    async (...codes) => {
      await expect(cancelledBecause(...codes).addResult(result)).rejects.toMatchObject({
        name: 'TransactionCanceledException',
      });
    },
  );

  it.each([
    'TransactionConflictException',
    'TransactionInProgressException',
    'ThrottlingException',
    'ProvisionedThroughputExceededException',
  ])('asks for another attempt at a write after %s', async (name) => {
    const store = storeRefusing(name);

    await expect(store.markSent('r', 1)).rejects.toMatchObject({ name: 'RunStoreConflictError' });
  });

  it('passes on other refusals of the table', async () => {
    const store = storeRefusing('AccessDeniedException', { message: 'no' });

    await expect(store.closeRun({ runId: 'r', closedAtMs: 1, sweepAtMs: 2 })).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    await expect(store.readRun('r')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('stores result and counter in one transaction, with a token of its own per call', async () => {
    const { client, requests } = clientAnswering(200, {});
    const store = createRunStore(client, 'runs', clock);

    await store.addResult(result);
    await store.addResult(result);

    expect(requests.map(({ operation }) => operation)).toEqual(['TransactWriteItems', 'TransactWriteItems']);
    expect(requests[0]?.body.TransactItems).toMatchObject([
      { Put: { ConditionExpression: 'attribute_not_exists(#pk)' } },
      { Update: { UpdateExpression: expect.stringContaining('ADD #counter :one, #revision :one') } },
    ]);
    expect(requests[0]?.body.ClientRequestToken).not.toEqual(requests[1]?.body.ClientRequestToken);
  });

  it('reads strongly consistently', async () => {
    const { client, requests } = clientAnswering(200, {});
    const store = createRunStore(client, 'runs', clock);

    await store.readRun('r');
    await store.readResults('r');
    await store.readHistory('d', 0);
    await store.readNewestHistory({ reportId: 'd', endedByMs: 1, limit: 7 });
    await createScheduleWatch(client, 'runs', clock).readExpectedRun('d');

    expect(requests.map(({ operation, body }) => [operation, body.ConsistentRead])).toEqual([
      ['GetItem', true],
      ['Query', true],
      ['Query', true],
      ['Query', true],
      ['GetItem', true],
    ]);
    expect(requests[3]?.body).toMatchObject({ Limit: 7, ScanIndexForward: false });
  });

  it('puts no value from a message into an expression', async () => {
    const { client, requests } = clientAnswering(200, {});
    const store = createRunStore(client, 'runs', clock);
    const watch = createScheduleWatch(client, 'runs', clock);

    await store.openRun({ ...toOpen, runId: hostile });
    await store.addResult(result);
    await store.replaceFailure(result);
    await store.closeRun({ runId: hostile, closedAtMs: 1, sweepAtMs: 2 });
    await store.markSent(hostile, 1);
    await store.rescheduleSweep(hostile, 1, 2);
    await store.readResults(hostile);
    await store.markPublished(hostile, 1);
    await store.readHistory(hostile, 0);
    await store.readNewestHistory({ reportId: hostile, endedByMs: 0, limit: 1 });
    const expected = { reportId: hostile, scheduledAtMs: 1, sweepAtMs: 2, expiresAtSeconds: 3 };
    await watch.expectRun(expected, undefined);
    await watch.expectRun(expected, expected);
    await watch.rescheduleExpected(expected, 3);
    await watch.dropExpected(expected);

    const expressions = JSON.stringify(requests).match(/"\w+Expression":"[^"]*"/g) ?? [];
    expect(expressions.length).toBeGreaterThanOrEqual(22);
    expect(expressions.filter((expression) => expression.includes("a')"))).toEqual([]);
  });
});
