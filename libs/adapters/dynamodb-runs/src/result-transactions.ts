import { type TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { type QueryOutcome } from '@pulso/contracts/run-events';
import { type ResultToStore } from '@pulso/fan-in';

import { type Item, json, number, placeholders, resultKey, runKey, text } from './runs-table';

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
        ...placeholders(['status'], { failed: text('failed') }),
      },
    },
    { Update: touchRun(tableName, result, ['revision']) },
  ],
});

const resultItem = (result: ResultToStore): Item => ({
  ...resultKey(result.runId, result.queryId),
  queryId: text(result.queryId),
  ...outcomeAttributes(result.outcome),
  finishedAtMs: number(result.finishedAtMs),
  storedAtMs: number(result.storedAtMs),
  expiresAtSeconds: number(result.expiresAtSeconds),
});

/** Rows as JSON text: as a list of maps they would take several times the space. */
const outcomeAttributes = (outcome: QueryOutcome): Item =>
  outcome.status === 'success'
    ? {
        status: text('success'),
        rows: json(outcome.rows),
        ...(outcome.omittedRowCount === undefined ? {} : { omittedRowCount: number(outcome.omittedRowCount) }),
        statistics: json(outcome.statistics),
      }
    : { status: text('failed'), reason: json(outcome.reason) };

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
    one: number(1),
    runId: text(runId),
    now: number(storedAtMs),
    waiting: text('waiting'),
    expiresAtSeconds: number(expiresAtSeconds),
  }),
});
