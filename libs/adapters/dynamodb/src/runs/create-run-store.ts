import { type DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';

import { type RunStore, type RunToClose } from '@pulso/domain/fan-in';
import { type HistoryEntry } from '@pulso/domain/report-content';
import { type Clock } from '@pulso/kit/time';

import { type Item } from '../items/to-item';
import { MalformedItemError } from '../items/errors';
import { placeholders } from '../items/placeholders';
import { decodePlan, decodeResult, decodeRun, isOpenedItem, keyOf } from './decode-items';
import { openRunTransaction } from './open-run-transaction';
import { historyItem } from './history-item';
import { createReadHistory } from './read-history';
import { rememberPlans } from './remember-plans';
import {
  type Transaction,
  addResultTransaction,
  replaceFailureTransaction,
  replaceSuccessTransaction,
} from './result-transactions';
import { type RunsAccess, createRunsAccess } from './runs-access';
import { planKey, resultPrefix, runKey, runPartitionKey } from './runs-table';
import { settleWrite } from './settle-write';
import { createToldNews } from './told-news';

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
  const planOf = rememberPlans(async (runId) => decodePlan(await planItemOf(access, runId)));
  const transact = async (input: Transaction): Promise<boolean> =>
    await settleWrite('TransactWriteItems', () => client.send(new TransactWriteItemsCommand(input)));
  return {
    readRun: async (runId) => {
      const item = await access.get(runKey(runId));
      return item && decodeRun(item, isOpenedItem(item) ? await planOf(runId) : undefined);
    },
    readResults: async (runId) => {
      const items = await access.queryAll({
        KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
        ...placeholders(['pk', 'sk'], { pk: runPartitionKey(runId), prefix: resultPrefix }),
      });
      return items.map(decodeResult);
    },
    openRun: async (run) => ((await transact(openRunTransaction(tableName, run))) ? 'opened' : 'has-plan'),
    addResult: async (result) => ((await transact(addResultTransaction(tableName, result))) ? 'added' : 'exists'),
    replaceFailure: async (result) =>
      (await transact(replaceFailureTransaction(tableName, result))) ? 'replaced' : 'not-failed',
    replaceSuccess: async (result, read) =>
      (await transact(replaceSuccessTransaction(tableName, result, read))) ? 'replaced' : 'changed',
    closeRun: (run) => closeRun(access, run),
    markSent: (runId, revision) => markSent(access, runId, revision),
    markPublished: async (runId, revision) => {
      await access.update({
        Key: runKey(runId),
        ConditionExpression: 'attribute_exists(#pk)',
        UpdateExpression: 'SET #publishedRevision = :revision',
        ...placeholders(['pk', 'publishedRevision'], { revision }),
      });
    },
    keepHistory: (entry) => keepHistory(access, entry),
    ...createReadHistory(access),
    ...createToldNews(access, () => Math.floor(clock.nowMs() / 1000)),
    readPlan: async (runId) => {
      const item = await access.get(planKey(runId));
      return item && decodePlan(item);
    },
    nominate: (state, nomination) => access.nominate(state, nomination),
    rescheduleSweep: (runId, revision, sweepAtMs) => rescheduleSweep(access, runId, revision, sweepAtMs),
  };
}

/**
 * Finds the item that has the plan of an opened run. Both items were written in one transaction, and the plan's is never
 * written again, so a plan that is read after its run is the run's.
 */
async function planItemOf(access: RunsAccess, runId: string): Promise<Item> {
  const key = planKey(runId);
  const planItem = await access.get(key);
  if (!planItem) throw new MalformedItemError(keyOf(key), ['it is missing, although its run is opened']);
  return planItem;
}

/** Only an opened run has a state, so the condition includes "has a plan". */
async function closeRun(
  access: RunsAccess,
  { runId, closedAtMs, sweepAtMs }: RunToClose,
): Promise<'closed' | 'not-running'> {
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
}

async function markSent(access: RunsAccess, runId: string, revision: number): Promise<void> {
  await access.update({
    Key: runKey(runId),
    ConditionExpression:
      'attribute_exists(#openedAtMs) AND (attribute_not_exists(#sentRevision) OR #sentRevision < :revision)',
    UpdateExpression: 'SET #sentRevision = :revision',
    ...placeholders(['openedAtMs', 'sentRevision'], { revision }),
  });
}

async function keepHistory(access: RunsAccess, entry: HistoryEntry): Promise<void> {
  const { runId, revision } = entry;
  await access.put({
    Item: historyItem(entry),
    ConditionExpression: 'attribute_not_exists(#pk) OR (#runId = :runId AND #revision < :revision)',
    ...placeholders(['pk', 'runId', 'revision'], { runId, revision }),
  });
}

async function rescheduleSweep(
  access: RunsAccess,
  runId: string,
  revision: number | undefined,
  sweepAtMs: number | undefined,
): Promise<void> {
  const condition = revision === undefined ? 'attribute_exists(#sweepState)' : '#revision = :revision';
  const change = sweepAtMs === undefined ? 'REMOVE #sweepState, #sweepAtMs' : 'SET #sweepAtMs = :sweepAtMs';
  // DynamoDB refuses a name or a value that no expression uses.
  const names = ['revision', 'sweepState', 'sweepAtMs'].filter((name) => `${condition} ${change}`.includes(`#${name}`));
  await access.update({
    Key: runKey(runId),
    ConditionExpression: condition,
    UpdateExpression: change,
    ...placeholders(names, { revision, sweepAtMs }),
  });
}
