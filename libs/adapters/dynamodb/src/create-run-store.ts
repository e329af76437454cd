import { type DynamoDBClient, type Put, TransactWriteItemsCommand, type Update } from '@aws-sdk/client-dynamodb';

import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ResultToStore, type RunStore, type RunToOpen } from '@pulso/domain/fan-in';
import { type Clock } from '@pulso/kit/time';

import { MalformedItemError, keyOf, valuesOf, withNames } from './items';
import {
  decodeHistory,
  decodePlan,
  decodeResult,
  decodeRun,
  decodeNotificationState,
  historyItem,
  planItem,
  resultItem,
  notificationStateItem,
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
  notificationStateKey,
} from './runs-table';

/**
 * Keeps runs in the DynamoDB table that {@link runsTable} describes.
 *
 * Create the client with `maxAttempts: 2`. Transactions carry the token that the SDK makes per call: DynamoDB would
 * refuse a fixed token with another body, and the conditions already make writes idempotent.
 *
 * @param clock - Decides which items have expired.
 * @returns A store whose operations also throw {@link MalformedItemError} for items that can't be read (not retryable)
 *   and what the client throws (retryable by another delivery).
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
 */
export function createRunStore(client: DynamoDBClient, tableName: string, clock: Pick<Clock, 'nowMs'>): RunStore {
  const access = createRunsAccess(client, tableName, clock);
  /** Puts one item and updates the run's, or neither. */
  const transact = (put: Omit<Put, 'TableName'>, update: Omit<Update, 'TableName'>): Promise<boolean> => {
    const TransactItems = [
      { Put: { ...withNames(put), TableName: tableName } },
      { Update: { ...withNames(update), TableName: tableName } },
    ];
    return settleWrite('TransactWriteItems', () => client.send(new TransactWriteItemsCommand({ TransactItems })));
  };
  /** Stores a result and touches its run, or neither. */
  const putResult = async (
    result: ResultToStore,
    condition: Pick<Put, 'ConditionExpression' | 'ExpressionAttributeValues'>,
    raised: readonly string[] = ['revision'],
  ): Promise<boolean> => transact({ Item: resultItem(result), ...condition }, touchedRun(result, raised));
  // One transaction wrote both items, and the plan never changes, so a plan that is read after its run fits the run.
  const planOf = rememberPlans(async (runId) => {
    const item = await access.get(planKey(runId));
    if (item) return decodePlan(item);
    throw new MalformedItemError(keyOf(planKey(runId)), ['it is missing, although its run is opened']);
  });
  return {
    readRun: async (runId) => {
      const item = await access.get(runKey(runId));
      return item && decodeRun(item, item.openedAtMs !== undefined ? await planOf(runId) : undefined);
    },
    readResults: async (runId) => {
      const items = await access.query({
        KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
        ...valuesOf({ pk: runPartitionKey(runId), prefix: resultPrefix }),
      });
      return items.map(decodeResult);
    },
    openRun: async (run) =>
      (await transact({ Item: planItem(run), ...isAbsent }, openedRun(run))) ? 'opened' : 'has-plan',
    addResult: async (result) => ((await putResult(result, isAbsent, ['counter', 'revision'])) ? 'added' : 'exists'),
    // The question has been counted already.
    replaceFailure: async (result) =>
      (await putResult(result, {
        ConditionExpression: '#status = :failed',
        ...valuesOf({ failed: 'failed' }),
      }))
        ? 'replaced'
        : 'not-failed',
    replaceSuccess: async (result, { finishedAtMs }) =>
      (await putResult(result, {
        ConditionExpression: '#status = :success AND #finishedAtMs = :finishedAtMs',
        ...valuesOf({ success: 'success', finishedAtMs }),
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
        ...valuesOf({
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
        ...valuesOf({ revision }),
      });
    },
    markPublished: async (runId, revision) => {
      await access.update({
        Key: runKey(runId),
        ConditionExpression: 'attribute_exists(#pk)',
        UpdateExpression: 'SET #publishedRevision = :revision',
        ...valuesOf({ revision }),
      });
    },
    nominate: (state, nomination) => access.nominate(state, nomination),
    rescheduleSweep: async (runId, revision, sweepAtMs) => {
      const condition = revision === undefined ? 'attribute_exists(#sweepState)' : '#revision = :revision';
      const change = sweepAtMs === undefined ? 'REMOVE #sweepState, #sweepAtMs' : 'SET #sweepAtMs = :sweepAtMs';
      await access.update({
        Key: runKey(runId),
        ConditionExpression: condition,
        UpdateExpression: change,
        ...valuesOf({ revision, sweepAtMs }),
      });
    },
    ...createReadHistory(access),
    keepHistory: async (entry) => {
      const { runId, revision } = entry;
      await access.put({
        Item: historyItem(entry),
        ConditionExpression: 'attribute_not_exists(#pk) OR (#runId = :runId AND #revision < :revision)',
        ...valuesOf({ runId, revision }),
      });
    },
    readNotificationState: async (reportId) => {
      const item = await access.get(notificationStateKey(reportId));
      return item && decodeNotificationState(item);
    },
    storeNotificationState: async (notifications, read) => {
      const nowSeconds = Math.floor(clock.nowMs() / 1000);
      const isKept = await access.put({
        Item: notificationStateItem(notifications),
        ...(read === undefined
          ? {
              ConditionExpression: 'attribute_not_exists(#pk) OR #expiresAtSeconds <= :nowSeconds',
              ...valuesOf({ nowSeconds }),
            }
          : {
              ConditionExpression: '#decidedEndMs = :readEndMs',
              ...valuesOf({ readEndMs: read.decidedEndMs }),
            }),
      });
      return isKept ? 'kept' : 'changed';
    },
  };
}

/**
 * Creates the reads of a report's history.
 *
 * Sort keys are the ends of windows, so each read is one query, usually of one page: an entry has a few hundred bytes.
 * Unreadable entries are reported and left out: the others are right without them.
 */
export const createReadHistory = (access: RunsAccess): Pick<RunStore, 'readHistory' | 'readNewestHistory'> => ({
  readHistory: async (reportId, endsFromMs) =>
    decodeHistory(
      await access.query({
        KeyConditionExpression: '#pk = :pk AND #sk >= :from',
        ...valuesOf({ pk: historyPartitionKey(reportId), from: historySortKey(endsFromMs) }),
      }),
    ),
  readNewestHistory: async ({ reportId, endedByMs, limit }) =>
    decodeHistory(
      await access.query(
        {
          KeyConditionExpression: '#pk = :pk AND #sk <= :until',
          ...valuesOf({ pk: historyPartitionKey(reportId), until: historySortKey(endedByMs) }),
          ScanIndexForward: false,
        },
        limit,
      ),
    ),
});

const isAbsent = { ConditionExpression: 'attribute_not_exists(#pk)' };

/** One process works on a few runs at a time. */
const maxPlanCount = 20;

/** Reads each plan once: every event of a run needs its plan, which never changes and is the largest item. */
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

/** Early results may have created the run's item, so the condition is on the plan's item. */
const openedRun = ({ runId, openedAtMs, expiresAtSeconds }: RunToOpen) => ({
  Key: runKey(runId),
  UpdateExpression:
    'ADD #revision :one SET #runId = :runId, #state = :running, #openedAtMs = :now, ' +
    '#firstSeenAtMs = if_not_exists(#firstSeenAtMs, :now), #expiresAtSeconds = :expiresAtSeconds, ' +
    '#sweepState = :open, #sweepAtMs = :now',
  ...valuesOf({ one: 1, runId, running: 'running', open: 'open', now: openedAtMs, expiresAtSeconds }),
});

/** Creates the run if the result comes first. Has no condition, so only the condition of the result can fail. */
const touchedRun = ({ runId, storedAtMs, expiresAtSeconds }: ResultToStore, raised: readonly string[]) => ({
  Key: runKey(runId),
  UpdateExpression:
    `ADD ${raised.map((name) => `#${name} :one`).join(', ')} ` +
    'SET #runId = :runId, #sweepAtMs = :now, #sweepState = if_not_exists(#sweepState, :waiting), ' +
    '#firstSeenAtMs = if_not_exists(#firstSeenAtMs, :now), ' +
    '#expiresAtSeconds = if_not_exists(#expiresAtSeconds, :expiresAtSeconds)',
  ...valuesOf({ one: 1, runId, now: storedAtMs, waiting: 'waiting', expiresAtSeconds }),
});
