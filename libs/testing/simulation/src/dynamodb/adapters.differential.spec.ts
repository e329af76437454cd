import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  type KeySchemaElement,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { createDeliveryStore } from '@pulso/adapters/dynamodb-deliveries';
import { createReadStoredReport, createRunStore, createScheduleWatch } from '@pulso/adapters/dynamodb-runs';
import { createMeetUser, createUpdateClaims } from '@pulso/adapters/dynamodb-users';
import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type QueryOutcome } from '@pulso/contracts/run-events';
import { type Dynoxide, locateDynoxide, startDynoxide } from '@pulso/local/conformance';
import { createStandaloneTable, type TableOptions } from '@pulso/local/dynamodb';
import fc from 'fast-check';

import { createSimulatedDynamoDb } from './create-simulated-dynamo-db';

import { runsTableOptions } from './runs-table-options';

const tableName = 'pulso-test';
const text = (name: string) => ({ name, type: 'S' }) as const;
const keys = { name: tableName, partitionKey: text('pk'), sortKey: text('sk') };

const startMs = Date.parse('2026-11-25T12:30:20.000Z');
const expiresAtSeconds = startMs / 1000 + 86_400;
const plan: ReportPlan = {
  reportId: 'daily-usage',
  title: { en: 'Daily usage', de: 'Nutzung' },
  trigger: 'schedule',
  windowStartMs: startMs - 86_400_000,
  windowEndMs: startMs,
  queries: ['a', 'b'].map((queryId) => ({ queryId, title: { en: queryId }, definition: `${queryId}-1` })),
  destinations: [{ type: 'telegram', chatId: '-1001', showsProgress: false }],
  plannedAtMs: startMs,
  reportDueAtMs: startMs + 600_000,
  giveUpAtMs: startMs + 540_000,
};

/** One step: what to do with a client, and at what time. */
type Step = (client: DynamoDBClient, nowMs: number) => Promise<unknown>;

const clockAt = (nowMs: number) => ({ nowMs: () => nowMs });
const runId = fc.constantFrom('daily/1', 'daily/2');
const queryId = fc.constantFrom('a', 'b', 'é', '\u{1F600}', '\uFFFD');
const revision = fc.integer({ min: 0, max: 6 });
/** From an hour after the newest entry of the history to well before the oldest. */
const daysBack = fc.constantFrom(-0.04, 0, 0.5, 1, 2, 3, 9);
const sweepAt = fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined });
const outcome = fc.constantFrom<QueryOutcome[]>(
  { status: 'failed', reason: { code: 'gave-up', message: 'Too late. \u{1F600}' } },
  {
    status: 'success',
    rows: [[{ field: 'calls', value: '1' }]],
    statistics: { recordsMatched: 1, recordsScanned: 2, bytesScanned: 3.5 },
  },
);
const runs = (client: DynamoDBClient, nowMs: number) => createRunStore(client, tableName, clockAt(nowMs));
const watch = (client: DynamoDBClient, nowMs: number) => createScheduleWatch(client, tableName, clockAt(nowMs));

const result = fc.tuple(runId, queryId, outcome).map(([id, query, found]) => ({
  runId: id,
  queryId: query,
  outcome: found,
  finishedAtMs: startMs,
  expiresAtSeconds,
}));
const expected = fc
  .tuple(fc.constantFrom('x', 'y'), revision)
  .map(([reportId, n]) => ({ reportId, scheduledAtMs: startMs + n, sweepAtMs: startMs }));

const runsStep: fc.Arbitrary<Step> = fc.oneof(
  runId.map(
    (id): Step =>
      (client, nowMs) =>
        runs(client, nowMs).readRun(id),
  ),
  runId.map(
    (id): Step =>
      (client, nowMs) =>
        runs(client, nowMs).readResults(id),
  ),
  runId.map((id): Step => createReport(id)),
  runId.map(
    (id): Step =>
      (client, nowMs) =>
        runs(client, nowMs).openRun({ runId: id, plan, openedAtMs: nowMs, expiresAtSeconds }),
  ),
  result.map(
    (stored): Step =>
      (client, nowMs) =>
        runs(client, nowMs).addResult({ ...stored, storedAtMs: nowMs }),
  ),
  result.map(
    (stored): Step =>
      (client, nowMs) =>
        runs(client, nowMs).replaceFailure({ ...stored, storedAtMs: nowMs }),
  ),
  runId.map(
    (id): Step =>
      (client, nowMs) =>
        runs(client, nowMs).closeRun({ runId: id, closedAtMs: nowMs, sweepAtMs: nowMs + 5 }),
  ),
  fc.tuple(runId, revision).map(
    ([id, n]): Step =>
      (client, nowMs) =>
        runs(client, nowMs).markSent(id, n),
  ),
  fc.tuple(runId, fc.option(revision, { nil: undefined }), sweepAt).map(
    ([id, n, at]): Step =>
      (client, nowMs) =>
        runs(client, nowMs).rescheduleSweep(id, n, at === undefined ? undefined : nowMs + at),
  ),
  fc.tuple(runId, revision).map(
    ([id, n]): Step =>
      (client, nowMs) =>
        runs(client, nowMs).keepHistory({
          ...{ reportId: 'daily', runId: id, revision: n, state: 'complete', windowStartMs: 0 },
          // Several runs leave one entry, and several windows one row.
          windowEndMs: startMs - (n % 4) * 86_400_000,
          ...{ values: [{ queryId: 'a', definition: 'a-1', value: 1 }], missing: [], expiresAtSeconds },
        }),
  ),
  daysBack.map(
    (days): Step =>
      (client, nowMs) =>
        runs(client, nowMs).readHistory('daily', startMs - days * 86_400_000),
  ),
  fc.tuple(daysBack, fc.integer({ min: 1, max: 5 })).map(
    ([days, limit]): Step =>
      (client, nowMs) =>
        runs(client, nowMs).readNewestHistory({
          ...{ reportId: 'daily', endedByMs: startMs - days * 86_400_000, limit },
        }),
  ),
  fc.tuple(runId, revision).map(
    ([id, n]): Step =>
      (client, nowMs) =>
        runs(client, nowMs).markPublished(id, n),
  ),
  runId.map(
    (id): Step =>
      (client, nowMs) =>
        runs(client, nowMs).readPlan(id),
  ),
  fc.tuple(fc.constantFrom('waiting', 'open', 'closed'), fc.integer({ min: -5, max: 9 })).map(
    ([state, n]): Step =>
      async (client, nowMs) =>
        runs(client, nowMs).nominate(state, { dueByMs: nowMs + n, limit: 10 }),
  ),
  fc.tuple(expected, fc.option(expected, { nil: undefined })).map(
    ([run, instead]): Step =>
      (client, nowMs) =>
        watch(client, nowMs).expectRun({ ...run, expiresAtSeconds }, instead),
  ),
  expected.map(
    ({ reportId }): Step =>
      (client, nowMs) =>
        watch(client, nowMs).readExpectedRun(reportId),
  ),
  fc.tuple(expected, sweepAt).map(
    ([run, at]): Step =>
      (client, nowMs) =>
        at === undefined
          ? watch(client, nowMs).dropExpected(run)
          : watch(client, nowMs).rescheduleExpected(run, nowMs + at),
  ),
  fc.constant<Step>((client, nowMs) => watch(client, nowMs).nominateExpected({ dueByMs: nowMs + 5, limit: 1 })),
);

const createReport =
  (id: string): Step =>
  (client, nowMs) =>
    createReadStoredReport(client, tableName, clockAt(nowMs))(id);

const token = fc.constantFrom('t1', 't2', 't3');
const deliveryKey = { runId: 'daily/1', destinationKey: 'telegram:-1001', part: 0 };
const deliveriesStep: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>((client) => createDeliveryStore(client, tableName).read(deliveryKey)),
  fc.tuple(token, fc.option(token, { nil: undefined }), fc.boolean()).map(
    ([mine, replaces, isLeased]): Step =>
      (client, nowMs) =>
        createDeliveryStore(client, tableName).write(deliveryKey, {
          delivery: isLeased
            ? {
                lease: { id: 'l', takenAtMs: nowMs, untilMs: nowMs + 9, messageId: 'm', revision: 1 },
                sendIntent: true as const,
              }
            : { messageId: 7, deliveredRevision: 2, endedReason: '' },
          token: mine,
          replaces,
          expiresAtSeconds,
        }),
  ),
);

const updateId = fc.constantFrom(1, 2);
const usersStep: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(updateId, token, fc.integer({ min: 1, max: 9 })).map(
    ([id, mine, leaseMs]): Step =>
      (client, nowMs) =>
        createUpdateClaims(client, tableName).claim({
          ...{
            claimId: String(id),
            token: mine,
            nowMs,
            leaseUntilMs: nowMs + leaseMs,
            expiresAtMs: nowMs + 10_000 * leaseMs,
          },
        }),
  ),
  fc.tuple(updateId, token).map(
    ([id, mine]): Step =>
      (client) =>
        createUpdateClaims(client, tableName).complete({ claimId: String(id), token: mine }),
  ),
  fc.tuple(updateId, token).map(
    ([id, mine]): Step =>
      (client) =>
        createUpdateClaims(client, tableName).release({ claimId: String(id), token: mine }),
  ),
  fc.tuple(fc.constantFrom('p', 'q'), updateId, fc.nat(3)).map(
    ([who, id, today]): Step =>
      (client) =>
        createMeetUser(client, tableName)(who, id, today),
  ),
);

const keySchemaOf = ({ partitionKey, sortKey }: Pick<TableOptions, 'partitionKey' | 'sortKey'>): KeySchemaElement[] => [
  { AttributeName: partitionKey.name, KeyType: 'HASH' },
  ...(sortKey ? [{ AttributeName: sortKey.name, KeyType: 'RANGE' } as const] : []),
];

/** Creates the same table there. */
async function createTable(client: DynamoDBClient, { name, indexes = [], ...keys }: TableOptions): Promise<void> {
  const attributes = [keys, ...indexes].flatMap(({ partitionKey, sortKey }) =>
    sortKey ? [partitionKey, sortKey] : [partitionKey],
  );
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [...new Map(attributes.map((key) => [key.name, key])).values()].map((key) => ({
        AttributeName: key.name,
        AttributeType: key.type,
      })),
      KeySchema: keySchemaOf(keys),
      ...(indexes.length > 0 && {
        GlobalSecondaryIndexes: indexes.map((index) => ({
          IndexName: index.name,
          KeySchema: keySchemaOf(index),
          Projection: { ProjectionType: 'KEYS_ONLY' as const },
        })),
      }),
    }),
  );
}

const binary = locateDynoxide();

if (binary === undefined) {
  it.skip(`adapters, compared on dynoxide: npm has installed no @dynoxide/${process.platform}-${process.arch}`, () =>
    undefined);
} else {
  describe('the production adapters get the same answers from a table of the simulation as from dynoxide', () => {
    let dynoxide: Dynoxide;
    let client: DynamoDBClient;

    beforeAll(async () => {
      dynoxide = await startDynoxide(binary);
      const credentials = { accessKeyId: 'LOCAL', secretAccessKey: 'made-up' };
      client = new DynamoDBClient({ endpoint: dynoxide.endpoint, region: 'eu-central-1', credentials });
    });

    afterAll(async () => {
      client.destroy();
      await dynoxide.stop();
    });

    it.each<[string, TableOptions, fc.Arbitrary<Step>]>([
      ['runs and schedules', runsTableOptions(tableName), runsStep],
      ['deliveries', keys, deliveriesStep],
      ['users', { name: tableName, partitionKey: keys.partitionKey }, usersStep],
    ])(
      'about %s',
      async (_what, options, step) => {
        const answers = new Set<string>();

        await fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), async (steps) => {
            await createTable(client, options);
            const table = createStandaloneTable(options);
            for (const [index, act] of steps.entries()) {
              const nowMs = startMs + index;
              const simulated = createSimulatedDynamoDb(async (operation, input) =>
                table.execute(operation, input, nowMs),
              );

              const answer = await settled(act(simulated, nowMs));

              answers.add(JSON.stringify(answer));
              expect(answer).toEqual(await settled(act(client, nowMs)));
            }
            const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }));
            expect(table.items().toSorted(byKey)).toEqual(Items.toSorted(byKey));
            await client.send(new DeleteTableCommand({ TableName: tableName }));
          }),
          { numRuns: isNightly ? 40 : 10, seed: 20261125 },
        );

        expect(answers.size).toBeGreaterThan(5);
      },
      60_000,
    );
  });
}

const settled = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    return { value: await promise };
  } catch (error) {
    return { error };
  }
};

interface Keyed {
  readonly [name: string]: { readonly S?: string | undefined } | undefined;
}

const byKey = (a: Keyed, b: Keyed): number => (idOf(a) < idOf(b) ? -1 : 1);

const idOf = ({ pk, sk }: Keyed): string => `${pk?.S} ${sk?.S}`;
