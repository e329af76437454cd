import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  type KeySchemaElement,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import {
  createDeliveryStore,
  createForgetUser,
  createMeetUser,
  createReadStoredReport,
  createRunStore,
  createScheduleWatch,
  createUpdateClaims,
} from '@pulso/adapters/dynamodb';
import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type QueryOutcome } from '@pulso/contracts/run-events';
import { type UpdateClaims } from '@pulso/domain/conversation';
import { type HistoryEntry, type RunStore, type ScheduleWatch } from '@pulso/domain/fan-in';
import { type Dynoxide, locateDynoxide, startDynoxide } from '@pulso/local/conformance';
import { createStandaloneTable, type TableOptions } from '@pulso/local/dynamodb';
import fc from 'fast-check';

import { createSimulatedDynamoDb } from './create-simulated-dynamo-db';
import { runsTableOptions } from './runs-table-options';

const tableName = 'pulso-test';
const text = (name: string) => ({ name, type: 'S' }) as const;
const keys = { name: tableName, partitionKey: text('pk'), sortKey: text('sk') };

const dayMs = 86_400_000;
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
const clockAt = (nowMs: number) => ({ nowMs: () => nowMs });

const onRuns =
  (act: (store: RunStore, nowMs: number) => Promise<unknown>): Step =>
  (client, nowMs) =>
    act(createRunStore(client, tableName, clockAt(nowMs)), nowMs);
const onWatch =
  (act: (watch: ScheduleWatch, nowMs: number) => Promise<unknown>): Step =>
  (client, nowMs) =>
    act(createScheduleWatch(client, tableName, clockAt(nowMs)), nowMs);

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

/** Several runs leave one entry, and several windows one row. */
const entryOf = (id: string, n: number): HistoryEntry => ({
  ...{ reportId: 'daily', runId: id, revision: n, state: 'complete', windowStartMs: 0 },
  windowEndMs: startMs - (n % 4) * dayMs,
  ...{ values: [{ queryId: 'a', definition: 'a-1', value: 1 }], missing: [], expiresAtSeconds },
});

const runsStep: fc.Arbitrary<Step> = fc.oneof(
  runId.map((id) => onRuns((store) => store.readRun(id))),
  runId.map((id) => onRuns((store) => store.readResults(id))),
  runId.map(
    (id): Step =>
      (client, nowMs) =>
        createReadStoredReport(client, tableName, clockAt(nowMs))(id),
  ),
  runId.map((id) => onRuns((store, nowMs) => store.openRun({ runId: id, plan, openedAtMs: nowMs, expiresAtSeconds }))),
  result.map((stored) => onRuns((store, nowMs) => store.addResult({ ...stored, storedAtMs: nowMs }))),
  result.map((stored) => onRuns((store, nowMs) => store.replaceFailure({ ...stored, storedAtMs: nowMs }))),
  runId.map((id) => onRuns((store, nowMs) => store.closeRun({ runId: id, closedAtMs: nowMs, sweepAtMs: nowMs + 5 }))),
  fc.tuple(runId, revision).map(([id, n]) => onRuns((store) => store.markSent(id, n))),
  fc
    .tuple(runId, fc.option(revision, { nil: undefined }), sweepAt)
    .map(([id, n, at]) =>
      onRuns((store, nowMs) => store.rescheduleSweep(id, n, at === undefined ? undefined : nowMs + at)),
    ),
  fc.tuple(runId, revision).map(([id, n]) => onRuns((store) => store.keepHistory(entryOf(id, n)))),
  daysBack.map((days) => onRuns((store) => store.readHistory('daily', startMs - days * dayMs))),
  fc
    .tuple(daysBack, fc.integer({ min: 1, max: 5 }))
    .map(([days, limit]) =>
      onRuns((store) => store.readNewestHistory({ reportId: 'daily', endedByMs: startMs - days * dayMs, limit })),
    ),
  fc.tuple(runId, revision).map(([id, n]) => onRuns((store) => store.markPublished(id, n))),
  runId.map((id) => onRuns((store) => store.readPlan(id))),
  fc
    .tuple(fc.constantFrom('waiting', 'open', 'closed'), fc.integer({ min: -5, max: 9 }))
    .map(([state, n]) => onRuns((store, nowMs) => store.nominate(state, { dueByMs: nowMs + n, limit: 10 }))),
  fc
    .tuple(expected, fc.option(expected, { nil: undefined }))
    .map(([run, instead]) => onWatch((watch) => watch.expectRun({ ...run, expiresAtSeconds }, instead))),
  expected.map(({ reportId }) => onWatch((watch) => watch.readExpectedRun(reportId))),
  fc
    .tuple(expected, sweepAt)
    .map(([run, at]) =>
      onWatch((watch, nowMs) =>
        at === undefined ? watch.dropExpected(run) : watch.rescheduleExpected(run, nowMs + at),
      ),
    ),
  fc.constant(onWatch((watch, nowMs) => watch.nominateExpected({ dueByMs: nowMs + 5, limit: 1 }))),
);

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

const claimId = fc.constantFrom('1', '2');
const onClaims =
  (act: (claims: UpdateClaims, nowMs: number) => Promise<unknown>): Step =>
  (client, nowMs) =>
    act(createUpdateClaims(client, tableName), nowMs);
const usersStep: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(claimId, token, fc.integer({ min: 1, max: 9 })).map(([id, mine, leaseMs]) =>
    onClaims((claims, nowMs) => {
      const [leaseUntilMs, expiresAtMs] = [nowMs + leaseMs, nowMs + 10_000 * leaseMs];
      return claims.claim({ claimId: id, token: mine, nowMs, leaseUntilMs, expiresAtMs });
    }),
  ),
  fc.tuple(claimId, token).map(([id, mine]) => onClaims((claims) => claims.complete({ claimId: id, token: mine }))),
  fc.tuple(claimId, token).map(([id, mine]) => onClaims((claims) => claims.release({ claimId: id, token: mine }))),
  fc.tuple(fc.constantFrom('p', 'q'), claimId, fc.nat(3)).map(
    ([who, id, today]): Step =>
      (client) =>
        createMeetUser(client, tableName)(who, { updateId: Number(id), day: today, alias: `alias-${id}` }),
  ),
  fc.constantFrom('p', 'q').map(
    (who): Step =>
      (client) =>
        createForgetUser(client, tableName)(who),
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
