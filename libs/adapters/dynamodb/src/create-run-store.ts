import {
  type DynamoDBClient,
  type Put,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  type Update,
} from '@aws-sdk/client-dynamodb';

import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ResultToStore, type RunStore, type RunToOpen } from '@pulso/domain/fan-in';
import { type Clock } from '@pulso/kit/time';

import { MalformedItemError, keyOf, placeholders } from './items';
import {
  decodeHistory,
  decodePlan,
  decodeResult,
  decodeRun,
  decodeToldNews,
  historyItem,
  planItem,
  resultItem,
  toldNewsItem,
} from './run-items';
import {
  type RunsAccess,
  createRunsAccess,
  historyPartitionKey,
  historySortKey,
  planKey,
  resultPrefix,
  runKey,
  runPartitionKey,
  settleWrite,
  toldNewsKey,
} from './runs-table';

/**
 * Keeps runs in the DynamoDB table that {@link runsTable} describes.
 *
 * Create the client with `maxAttempts: 2`. Transactions carry the token that the SDK makes per call: a fixed one would
 * be refused where a body differs, and the conditions are the idempotency.
 *
 * @param clock - Decides what has expired.
 * @returns A store whose operations also throw {@link MalformedItemError} for items that can't be read (not retryable)
 *   and what the client throws (retryable by another delivery).
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
 */
export function createRunStore(client: DynamoDBClient, tableName: string, clock: Pick<Clock, 'nowMs'>): RunStore {
  const access = createRunsAccess(client, tableName, clock);
  const transact = async (TransactItems: TransactWriteItem[]): Promise<boolean> =>
    await settleWrite('TransactWriteItems', () => client.send(new TransactWriteItemsCommand({ TransactItems })));
  /** Stores a result and touches its run, or neither. */
  const putResult = async (
    result: ResultToStore,
    condition: Omit<Put, 'TableName' | 'Item'>,
    raised: readonly string[] = ['revision'],
  ): Promise<boolean> =>
    await transact([
      { Put: { TableName: tableName, Item: resultItem(result), ...condition } },
      { Update: touchRun(tableName, result, raised) },
    ]);
  // Both items were written in one transaction, and the plan's is never written again, so a plan that is read after its
  // run is the run's.
  const planOf = rememberPlans(async (runId) => {
    const key = planKey(runId);
    const item = await access.get(key);
    if (!item) throw new MalformedItemError(keyOf(key), ['it is missing, although its run is opened']);
    return decodePlan(item);
  });
  return {
    readRun: async (runId) => {
      const item = await access.get(runKey(runId));
      return item && decodeRun(item, item.openedAtMs !== undefined ? await planOf(runId) : undefined);
    },
    readResults: async (runId) => {
      const items = await access.query({
        KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
        ...placeholders(['pk', 'sk'], { pk: runPartitionKey(runId), prefix: resultPrefix }),
      });
      return items.map(decodeResult);
    },
    openRun: async (run) => ((await transact(openRunTransaction(tableName, run))) ? 'opened' : 'has-plan'),
    addResult: async (result) => {
      const condition = { ConditionExpression: 'attribute_not_exists(#pk)', ...placeholders(['pk']) };
      return (await putResult(result, condition, ['counter', 'revision'])) ? 'added' : 'exists';
    },
    // The question has been counted already.
    replaceFailure: async (result) =>
      (await putResult(result, {
        ConditionExpression: '#status = :failed',
        ...placeholders(['status'], { failed: 'failed' }),
      }))
        ? 'replaced'
        : 'not-failed',
    replaceSuccess: async (result, { finishedAtMs }) =>
      (await putResult(result, {
        ConditionExpression: '#status = :success AND #finishedAtMs = :finishedAtMs',
        ...placeholders(['status', 'finishedAtMs'], { success: 'success', finishedAtMs }),
      }))
        ? 'replaced'
        : 'changed',
    // Only an opened run has a state, so the condition includes "has a plan".
    closeRun: async ({ runId, closedAtMs, sweepAtMs }) => {
      const isApplied = await access.update({
        Key: runKey(runId),
        ConditionExpression: '#state = :running',
        UpdateExpression:
          'ADD #revision :one SET #state = :closed, #closedAtMs = :closedAtMs, ' +
          '#sweepState = :closed, #sweepAtMs = :sweepAtMs',
        ...placeholders(['revision', 'state', 'closedAtMs', 'sweepState', 'sweepAtMs'], {
          one: 1,
          running: 'running',
          closed: 'closed',
          closedAtMs,
          sweepAtMs,
        }),
      });
      return isApplied ? 'closed' : 'not-running';
    },
    markSent: async (runId, revision) => {
      await access.update({
        Key: runKey(runId),
        ConditionExpression:
          'attribute_exists(#openedAtMs) AND (attribute_not_exists(#sentRevision) OR #sentRevision < :revision)',
        UpdateExpression: 'SET #sentRevision = :revision',
        ...placeholders(['openedAtMs', 'sentRevision'], { revision }),
      });
    },
    markPublished: async (runId, revision) => {
      await access.update({
        Key: runKey(runId),
        ConditionExpression: 'attribute_exists(#pk)',
        UpdateExpression: 'SET #publishedRevision = :revision',
        ...placeholders(['pk', 'publishedRevision'], { revision }),
      });
    },
    nominate: (state, nomination) => access.nominate(state, nomination),
    rescheduleSweep: async (runId, revision, sweepAtMs) => {
      const condition = revision === undefined ? 'attribute_exists(#sweepState)' : '#revision = :revision';
      const change = sweepAtMs === undefined ? 'REMOVE #sweepState, #sweepAtMs' : 'SET #sweepAtMs = :sweepAtMs';
      // DynamoDB refuses a name or a value that no expression uses.
      const names = ['revision', 'sweepState', 'sweepAtMs'].filter((name) =>
        `${condition} ${change}`.includes(`#${name}`),
      );
      await access.update({
        Key: runKey(runId),
        ConditionExpression: condition,
        UpdateExpression: change,
        ...placeholders(names, { revision, sweepAtMs }),
      });
    },
    ...createReadHistory(access),
    keepHistory: async (entry) => {
      const { runId, revision } = entry;
      await access.put({
        Item: historyItem(entry),
        ConditionExpression: 'attribute_not_exists(#pk) OR (#runId = :runId AND #revision < :revision)',
        ...placeholders(['pk', 'runId', 'revision'], { runId, revision }),
      });
    },
    readToldNews: async (reportId) => {
      const item = await access.get(toldNewsKey(reportId));
      return item && decodeToldNews(item);
    },
    keepToldNews: async (news, read) => {
      const nowSeconds = Math.floor(clock.nowMs() / 1000);
      const isKept = await access.put({
        Item: toldNewsItem(news),
        ...(read === undefined
          ? {
              ConditionExpression: 'attribute_not_exists(#pk) OR #expiresAtSeconds <= :nowSeconds',
              ...placeholders(['pk', 'expiresAtSeconds'], { nowSeconds }),
            }
          : {
              ConditionExpression: '#decidedEndMs = :readEndMs',
              ...placeholders(['decidedEndMs'], { readEndMs: read.decidedEndMs }),
            }),
      });
      return isKept ? 'kept' : 'changed';
    },
  };
}

/**
 * Creates the reads of a report's history.
 *
 * Sort keys are the ends of windows, so each is one query, of one page while an entry has its usual few hundred bytes.
 * Entries that can't be read are told and left out: the others are right without them.
 */
export const createReadHistory = (access: RunsAccess): Pick<RunStore, 'readHistory' | 'readNewestHistory'> => ({
  readHistory: async (reportId, endsFromMs) =>
    decodeHistory(
      await access.query({
        KeyConditionExpression: '#pk = :pk AND #sk >= :from',
        ...placeholders(['pk', 'sk'], { pk: historyPartitionKey(reportId), from: historySortKey(endsFromMs) }),
      }),
    ),
  readNewestHistory: async ({ reportId, endedByMs, limit }) =>
    decodeHistory(
      await access.query(
        {
          KeyConditionExpression: '#pk = :pk AND #sk <= :until',
          ...placeholders(['pk', 'sk'], { pk: historyPartitionKey(reportId), until: historySortKey(endedByMs) }),
          ScanIndexForward: false,
        },
        limit,
      ),
    ),
});

/** One process works on a few runs at a time. */
const maxPlanCount = 20;

/** Reads each plan once: every event of a run needs its plan, which never changes and is most of what is stored. */
export function rememberPlans(read: (runId: string) => Promise<ReportPlan>): (runId: string) => Promise<ReportPlan> {
  const plans = new Map<string, ReportPlan>();
  return async (runId) => {
    const known = plans.get(runId);
    if (known) return known;
    const plan = await read(runId);
    const [oldest] = plans.keys();
    if (plans.size >= maxPlanCount && oldest !== undefined) plans.delete(oldest);
    plans.set(runId, plan);
    return plan;
  };
}

/**
 * Gives a run its plan: writes the plan's item, provided that there is none, and marks the run's item as opened. Early
 * results may have created the run's item, so that one is not the condition.
 */
const openRunTransaction = (TableName: string, run: RunToOpen): TransactWriteItem[] => [
  {
    Put: {
      TableName,
      Item: planItem(run),
      ConditionExpression: 'attribute_not_exists(#pk)',
      ...placeholders(['pk']),
    },
  },
  {
    Update: {
      TableName,
      Key: runKey(run.runId),
      UpdateExpression:
        'ADD #revision :one SET #runId = :runId, #state = :running, #openedAtMs = :now, ' +
        '#firstSeenAtMs = if_not_exists(#firstSeenAtMs, :now), #expiresAtSeconds = :expiresAtSeconds, ' +
        '#sweepState = :open, #sweepAtMs = :now',
      ...placeholders(
        ['revision', 'runId', 'state', 'openedAtMs', 'firstSeenAtMs', 'expiresAtSeconds', 'sweepState', 'sweepAtMs'],
        {
          one: 1,
          runId: run.runId,
          running: 'running',
          open: 'open',
          now: run.openedAtMs,
          expiresAtSeconds: run.expiresAtSeconds,
        },
      ),
    },
  },
];

/** Creates the run if the result is its first sign of life. Has no condition, so only the result's own can fail. */
const touchRun = (
  tableName: string,
  { runId, storedAtMs, expiresAtSeconds }: ResultToStore,
  raised: readonly string[],
): Update => ({
  TableName: tableName,
  Key: runKey(runId),
  UpdateExpression:
    `ADD ${raised.map((name) => `#${name} :one`).join(', ')} ` +
    'SET #runId = :runId, #sweepAtMs = :now, #sweepState = if_not_exists(#sweepState, :waiting), ' +
    '#firstSeenAtMs = if_not_exists(#firstSeenAtMs, :now), ' +
    '#expiresAtSeconds = if_not_exists(#expiresAtSeconds, :expiresAtSeconds)',
  ...placeholders([...raised, 'runId', 'sweepAtMs', 'sweepState', 'firstSeenAtMs', 'expiresAtSeconds'], {
    one: 1,
    runId,
    now: storedAtMs,
    waiting: 'waiting',
    expiresAtSeconds,
  }),
});
