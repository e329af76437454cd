import { type TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';

import { type QueryOutcome } from '@pulso/contracts/run-events';
import { type ResultToStore, type StoredResult } from '@pulso/domain/fan-in';

import { type Item, toItem } from '../items/to-item';
import { placeholders } from '../items/placeholders';
import { resultKey, runKey } from './runs-table';

export type Transaction = Pick<TransactWriteItemsCommandInput, 'TransactItems'>;

/** The first result of a question: it is stored and counted, or neither. */
export const addResultTransaction = (tableName: string, result: ResultToStore): Transaction => ({
  TransactItems: [
    {
      Put: {
        TableName: tableName,
        Item: resultItem(result),
        ConditionExpression: 'attribute_not_exists(#pk)',
        ...placeholders(['pk']),
      },
    },
    { Update: touchRun(tableName, result, ['counter', 'revision']) },
  ],
});

/** A success in the place of a failure: the question has been counted already. */
export const replaceFailureTransaction = (tableName: string, result: ResultToStore): Transaction => ({
  TransactItems: [
    {
      Put: {
        TableName: tableName,
        Item: resultItem(result),
        ConditionExpression: '#status = :failed',
        ...placeholders(['status'], { failed: 'failed' }),
      },
    },
    { Update: touchRun(tableName, result, ['revision']) },
  ],
});

/** A success in the place of the one that was read. */
export const replaceSuccessTransaction = (
  tableName: string,
  result: ResultToStore,
  { finishedAtMs }: Pick<StoredResult, 'finishedAtMs'>,
): Transaction => ({
  TransactItems: [
    {
      Put: {
        TableName: tableName,
        Item: resultItem(result),
        ConditionExpression: '#status = :success AND #finishedAtMs = :finishedAtMs',
        ...placeholders(['status', 'finishedAtMs'], { success: 'success', finishedAtMs }),
      },
    },
    { Update: touchRun(tableName, result, ['revision']) },
  ],
});

/** An answer, or why there is none. */
export const resultItem = ({ runId, outcome, firstRows, ...fields }: ResultToStore): Item => ({
  ...resultKey(runId, fields.queryId),
  ...toItem({ ...fields, ...outcomeFields(outcome), ...(firstRows && { firstRows: JSON.stringify(firstRows) }) }),
});

/** Rows as JSON text: as a list of maps they would take several times the space. */
function outcomeFields(outcome: QueryOutcome): Record<string, string | number | undefined> {
  if (outcome.status === 'failed') return { ...outcome, reason: JSON.stringify(outcome.reason) };
  const { rows, tables, statistics, ...fields } = outcome;
  return {
    ...fields,
    rows: JSON.stringify(rows),
    ...(tables ? { tables: JSON.stringify(tables) } : {}),
    statistics: JSON.stringify(statistics),
  };
}

/** Creates the run if the result is its first sign of life. Has no condition, so only the result's own can fail. */
const touchRun = (
  tableName: string,
  { runId, storedAtMs, expiresAtSeconds }: ResultToStore,
  raised: readonly string[],
): NonNullable<NonNullable<Transaction['TransactItems']>[number]['Update']> => ({
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
