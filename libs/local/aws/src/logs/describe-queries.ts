import * as z from 'zod/mini';

import { type ServiceCall } from '../service';
import { identityOf } from '../sts/create-sts-service';
import { type OperationContext } from './operation';
import { paginate } from './paginate';
import { type ListedQuery } from './query-registry';
import { type StartedQuery } from './run-query';
import { logGroupName, readInput, wholeNumber } from './read-input';

const maxPageSize = 1000;

const describeQueries = z.object({
  logGroupName: z.optional(logGroupName),
  status: z.optional(z.enum(['Scheduled', 'Running', 'Complete', 'Failed', 'Cancelled', 'Timeout', 'Unknown'])),
  queryLanguage: z.optional(z.enum(['CWLI', 'SQL', 'PPL'])),
  maxResults: z.optional(wholeNumber(1, maxPageSize)),
  nextToken: z.optional(z.string()),
});

/**
 * Lists the queries of the last seven days, the newest first (the order is unverified).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeQueries.html
 */
export function performDescribeQueries(call: ServiceCall, { queries, accountId }: OperationContext): object {
  const input = readInput(describeQueries, call.body);
  const found = queries
    .list()
    .filter(({ status }) => input.status === undefined || status === input.status)
    .filter(
      ({ description }) => input.logGroupName === undefined || description.logGroupNames.includes(input.logGroupName),
    )
    .filter(() => input.queryLanguage === undefined || input.queryLanguage === 'CWLI');
  const { items, ...rest } = paginate(found, input.maxResults ?? maxPageSize, input.nextToken);
  return { queries: items.map((query) => describe(query, accountId)), ...rest };
}

function describe({ description, status, startedAtMs, endsAtMs, result }: ListedQuery, accountId: string): object {
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
