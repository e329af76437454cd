import {
  type CloudWatchLogsClient,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { type PollOutcome, type QueryToStart, type RunQuery, type StartOutcome } from '@pulso/domain/query-execution';
import { defined } from '@pulso/kit/telegram';
import { type Clock, dayMs } from '@pulso/kit/time';

import { type ReadRetentionDays } from './create-read-retention-days';
import { notKept, pollRefusal, refusalOf } from './refusal-of';

/** Names under which AWS asks a caller to come back later. Throttling is not among StartQuery's modelled errors. */
const throttlingNames = new Set(['LimitExceededException', 'ThrottlingException', 'TooManyRequestsException']);

export interface RunQueryDeps {
  readonly client: CloudWatchLogsClient;
  readonly readRetentionDays: ReadRetentionDays;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/**
 * Runs Logs Insights queries through CloudWatch Logs.
 *
 * Create `client` with `maxAttempts: 1`: throttling and outages are answered by the job queue, and a retry inside
 * the SDK would spend the account's ten calls a second. Let it keep no connection: one that a frozen environment finds
 * dead would send the job back to the queue for its visibility timeout.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html
 */
export const createRunQuery = (deps: RunQueryDeps): RunQuery => ({
  start: (query) => start(query, deps),
  poll: (insightsQueryId) => poll(deps.client, insightsQueryId),
  stop: async (insightsQueryId) => {
    try {
      await deps.client.send(new StopQueryCommand({ queryId: insightsQueryId }));
    } catch (error) {
      // AWS refuses to stop what has ended, by this name: "not running" is what the caller wanted.
      if (nameOf(error) !== 'InvalidParameterException' && nameOf(error) !== 'ResourceNotFoundException') throw error;
    }
  },
});

async function start(query: QueryToStart, deps: RunQueryDeps): Promise<StartOutcome> {
  const { client } = deps;
  try {
    if (!(await isKept(query, deps))) return { status: 'refused', reason: notKept };
    const { queryId } = await client.send(
      new StartQueryCommand({
        logGroupNames: query.logGroupNames,
        queryString: query.queryString,
        startTime: query.startTimeSeconds,
        endTime: query.endTimeSeconds,
      }),
    );
    if (queryId === undefined) throw new Error('StartQuery answered without a query id.');
    return { status: 'started', insightsQueryId: queryId };
  } catch (error) {
    if (throttlingNames.has(nameOf(error))) return { status: 'throttled' };
    const reason = refusalOf(error, query);
    if (reason) return { status: 'refused', reason };
    throw error;
  }
}

/**
 * Whether the log groups keep records for long enough to have those of the whole window. Of a window that is partly older
 * Logs Insights would count the rest without a word, and the people of one day are not those of seven.
 */
async function isKept(
  { logGroupNames, startTimeSeconds }: QueryToStart,
  { readRetentionDays, clock }: RunQueryDeps,
): Promise<boolean> {
  const days = await Promise.all(logGroupNames.map(readRetentionDays));
  return days.every((kept = Infinity) => startTimeSeconds * 1000 >= clock.nowMs() - kept * dayMs);
}

async function poll(client: CloudWatchLogsClient, insightsQueryId: string): Promise<PollOutcome> {
  try {
    return outcomeOf(await client.send(new GetQueryResultsCommand({ queryId: insightsQueryId })));
  } catch (error) {
    if (throttlingNames.has(nameOf(error))) return { status: 'throttled' };
    // Results are kept for seven days; a query that is not known any more has no answer to wait for.
    if (nameOf(error) === 'ResourceNotFoundException' || nameOf(error) === 'InvalidParameterException') {
      return { status: 'ended', insightsStatus: 'NotFound' };
    }
    if (nameOf(error) === 'AccessDeniedException') return { status: 'refused', reason: pollRefusal };
    throw error;
  }
}

function outcomeOf({ status, results, statistics }: GetQueryResultsCommandOutput): PollOutcome {
  switch (status) {
    case 'Complete':
      return {
        status: 'complete',
        rows: (results ?? []).map((row) => row.map(({ field = '', value = '' }) => ({ field, value }))),
        statistics: {
          recordsMatched: statistics?.recordsMatched ?? 0,
          recordsScanned: statistics?.recordsScanned ?? 0,
          bytesScanned: statistics?.bytesScanned ?? 0,
        },
      };
    case 'Failed':
    case 'Cancelled':
    case 'Timeout':
      return { status: 'ended', insightsStatus: status };
    default:
      // Scheduled, Running, Unknown and what AWS may add: ask again; the job's give-up time is the bound.
      return { status: 'running', ...defined({ bytesScanned: statistics?.bytesScanned }) };
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');
