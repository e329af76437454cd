import * as z from 'zod/mini';

import { AwsError } from '../service';
import { identityOf } from '../sts/create-sts-service';
import { type OperationContext, type Operations, readInput } from './operation';
import { type ListedQuery } from './query-registry';
import { type StartedQuery } from './run-query';
import { checkRange, checkReach, logGroupsOf, parseQueryString, startQueryInput } from './start-query';

const onQuery = z.object({ queryId: z.string() });
const describeQueries = z.object({
  logGroupName: z.optional(z.string()),
  status: z.optional(z.string()),
  maxResults: z.optional(z.int()),
});

/**
 * StartQuery, GetQueryResults, StopQuery and DescribeQueries.
 *
 * @param newQueryId - A new id each time.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html
 */
export function createQueryOperations(newQueryId: () => string) {
  let startedCount = 0;
  return {
    StartQuery: (call, { store, queries, clock, accountId }) => {
      const input = readInput(startQueryInput, call);
      checkRange(input);
      const parsed = parseQueryString(input.queryString);
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
    GetQueryResults: (call, { queries }) => {
      const { status, result, description } = queries.get(readInput(onQuery, call).queryId);
      return {
        queryLanguage: 'CWLI',
        results: result.rows,
        statistics: {
          ...result.statistics,
          estimatedRecordsSkipped: 0,
          estimatedBytesSkipped: 0,
          logGroupsScanned: description.logGroupNames.length,
        },
        status,
      };
    },
    StopQuery: (call, { queries }) => {
      queries.stop(readInput(onQuery, call).queryId);
      return { success: true };
    },
    /** Those of the last seven days, the newest first (the order is unverified). */
    DescribeQueries: (call, { queries, accountId }) => {
      const { logGroupName, status: wanted, maxResults } = readInput(describeQueries, call);
      const found = queries
        .list()
        .filter(({ status }) => wanted === undefined || status === wanted)
        .filter(({ description }) => logGroupName === undefined || description.logGroupNames.includes(logGroupName));
      return { queries: found.slice(0, maxResults).map((query) => describe(query, accountId)) };
    },
  } satisfies Operations;
}

function describe(
  { description, status, startedAtMs, endsAtMs, result }: ListedQuery,
  accountId: OperationContext['accountId'],
): object {
  const hasEnded = status !== 'Scheduled' && status !== 'Running';
  return {
    queryLanguage: 'CWLI',
    queryId: description.queryId,
    queryString: storedQueryString(description),
    status,
    createTime: Math.floor(startedAtMs),
    logGroupName: description.logGroupNames[0],
    userIdentity: identityOf(description.principal, accountId).arn,
    ...(hasEnded && {
      queryDuration: Math.max(0, Math.round(endsAtMs - startedAtMs)),
      bytesScanned: result.statistics.bytesScanned,
    }),
  };
}

/** As AWS keeps it, with the range in milliseconds; how it writes several log groups is unverified. */
function storedQueryString({ logGroupNames, startTime, endTime, queryString }: StartedQuery): string {
  if (/^\s*SOURCE\b/i.test(queryString)) return queryString;
  const groups = logGroupNames.map((name) => `"${name}"`).join(', ');
  return `SOURCE ${groups} START=${startTime * 1000} END=${endTime * 1000 + 999} | ${queryString}`;
}

const noSuchLogGroup = (name: string, accountId: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Log group '${name}' does not exist for account ID '${accountId}'`);
