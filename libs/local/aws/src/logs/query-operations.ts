import { type ResultField } from '@pulso/logs-insights';
import * as z from 'zod/mini';

import { AwsError } from '../service';
import { recordPointer } from './log-records';
import { type OperationContext, type Operations } from './operation';
import { paginate } from './paginate';
import { readInput, wholeNumber } from './read-input';
import { checkRange, checkReach, logGroupsOf, parseQueryString, startQueryInput } from './start-query';

const maxPageSize = 10_000;

const queryId = z.string().check(z.minLength(1), z.maxLength(256));
const getQueryResults = z.object({
  queryId,
  maxItems: z.optional(wholeNumber(0, maxPageSize)),
  nextToken: z.optional(z.string()),
});
const stopQuery = z.object({ queryId });

/**
 * StartQuery, GetQueryResults and StopQuery.
 *
 * @param newQueryId - A new id each time.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html
 */
export function createQueryOperations(newQueryId: () => string) {
  let startedCount = 0;
  return {
    StartQuery: (call, { store, queries, clock, accountId }) => {
      const input = readInput(startQueryInput, call.body);
      checkRange(input);
      const parsed = parseQueryString(input);
      const existing = store.list().map(({ name }) => name);
      const logGroupNames = logGroupsOf(input, parsed, existing);
      const missing = logGroupNames.find((name) => !store.has(name));
      if (missing !== undefined) throw noSuchLogGroup(missing, accountId);
      checkReach(
        input,
        logGroupNames.map((name) => store.get(name)),
        clock.nowMs(),
      );
      const { startTime, endTime, queryString, limit } = input;
      const description = {
        queryId: newQueryId(),
        ordinal: startedCount + 1,
        queryString,
        logGroupNames,
        startTime,
        endTime,
        principal: call.principal,
      };
      queries.start({ description, parsed, ...(limit !== undefined && { limit }) });
      startedCount += 1;
      return { queryId: description.queryId };
    },
    GetQueryResults: (call, context) => getResults(readInput(getQueryResults, call.body), context),
    StopQuery: (call, { queries }) => {
      queries.stop(readInput(stopQuery, call.body).queryId);
      return { success: true };
    },
  } satisfies Operations;
}

function getResults(input: z.output<typeof getQueryResults>, { queries }: OperationContext): object {
  const { status, result, description } = queries.get(input.queryId);
  const { items, ...rest } = paginate(result.rows, input.maxItems || maxPageSize, input.nextToken);
  return {
    queryLanguage: 'CWLI',
    results: items.map((row) => row.map((cell) => withRecordPointer(cell, input.queryId))),
    statistics: {
      ...result.statistics,
      estimatedRecordsSkipped: 0,
      estimatedBytesSkipped: 0,
      logGroupsScanned: description.logGroupNames.length,
    },
    status,
    ...(status === 'Complete' && rest),
  };
}

const withRecordPointer = (cell: ResultField, queryId: string): ResultField =>
  cell.field === '@ptr' ? { ...cell, value: recordPointer(queryId, cell.value) } : cell;

const noSuchLogGroup = (name: string, accountId: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Log group '${name}' does not exist for account ID '${accountId}'`);
