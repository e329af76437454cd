import {
  type CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { type FailureReason } from '@pulso/contracts/run-events';
import { type PollOutcome, type QueryToStart, type RunQuery, type StartOutcome } from '@pulso/domain/query-execution';
import { cutText, defined } from '@pulso/kit/telegram';
import { type Clock, dayMs, minuteMs } from '@pulso/kit/time';

/** Errors by which AWS asks a caller to retry later. StartQuery's reference does not list throttling. */
const throttlingNames = new Set(['LimitExceededException', 'ThrottlingException', 'TooManyRequestsException']);

export interface RunQueryDeps {
  readonly client: CloudWatchLogsClient;
  readonly readRetentionDays: ReadRetentionDays;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/**
 * Runs Logs Insights queries through CloudWatch Logs.
 *
 * Create `client` with `maxAttempts: 1`: the job queue handles throttling and outages, and a retry inside the SDK would
 * spend the account's ten calls a second. It must keep no connection: a frozen environment finds it dead, and the job
 * would go back to the queue for its visibility timeout.
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
      // By these names AWS refuses to stop a query that has ended. That is what the caller wanted.
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
 * Tells whether the log groups still have the whole window. If they have only a part, Logs Insights counts that part
 * without an error, and the report would show one day's people as those of seven.
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
    // AWS keeps results for seven days. A query that it no longer knows will have no answer.
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
      // Scheduled, Running, Unknown and later ones: ask again until the job's give-up time.
      return { status: 'running', ...defined({ bytesScanned: statistics?.bytesScanned }) };
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/** The longest part of an AWS message that goes into a report. */
const maxDetailLength = 300;

/** Names no log group, which GetQueryResults does not know, and no account or role, as AWS's own message would. */
const pollRefusal: FailureReason = {
  code: 'access-denied',
  message: 'The query worker may not read the results of its query. Grant logs:GetQueryResults in its stack.',
};

const notKept: FailureReason = { code: 'not-kept', message: 'The logs do not go back that far.' };

/**
 * StartQuery refuses a range that ends before the log group was created or before its retention begins with the
 * exception for queries that do not parse: "Query's end date and time is either before the log groups creation time or
 * exceeds the log groups log retention settings ([0,79])". The API reference does not mention it; public programs that
 * handle it quote this text.
 */
const isAboutLostTime = (message: string): boolean => /creation time|retention settings/i.test(message);

/**
 * Words a permanent error of StartQuery for readers of the report.
 *
 * AWS's message is passed on only if it describes the query; otherwise it names accounts and roles.
 *
 * @returns undefined if a retry may succeed.
 */
function refusalOf(error: unknown, { logGroupNames }: QueryToStart): FailureReason | undefined {
  if (!(error instanceof Error)) return undefined;
  const detail = cutText(error.message, maxDetailLength);
  switch (error.name) {
    case 'MalformedQueryException':
      if (isAboutLostTime(error.message)) return notKept;
      return { code: 'malformed-query', message: `Logs Insights does not accept the query: ${detail}` };
    case 'ResourceNotFoundException':
      return { code: 'log-group-missing', message: `No log group ${logGroupNames.join(' or ')}.` };
    case 'InvalidParameterException':
      return { code: 'invalid-parameter', message: `Logs Insights refuses a parameter: ${detail}` };
    case 'AccessDeniedException':
      return {
        code: 'access-denied',
        message:
          `The query worker may not query ${logGroupNames.join(', ')}. ` +
          'Grant logs:StartQuery and logs:DescribeLogGroups in its stack.',
      };
    default:
      return undefined;
  }
}

/**
 * Reads the retention of a log group, days.
 *
 * @returns undefined: unlimited, or the log group does not exist. Rejects with what the client throws.
 */
export type ReadRetentionDays = (logGroupName: string) => Promise<number | undefined>;

/** How long an answer is reused, ms: an account has ten calls a second, and a run has up to 1,000 jobs. */
const usedForMs = 5 * minuteMs;

/**
 * Reads the current retention, which a person may have changed since the stack was deployed.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html
 */
export function createReadRetentionDays(client: CloudWatchLogsClient, clock: Pick<Clock, 'nowMs'>): ReadRetentionDays {
  const answers = new Map<string, { readonly days: Promise<number | undefined>; readonly untilMs: number }>();
  const read = async (logGroupName: string): Promise<number | undefined> => {
    try {
      // Results are sorted by name, so the exact match comes first.
      const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName, limit: 1 });
      const { logGroups = [] } = await client.send(command);
      return logGroups.find((group) => group.logGroupName === logGroupName)?.retentionInDays;
    } catch (error) {
      answers.delete(logGroupName);
      throw error;
    }
  };
  return (logGroupName) => {
    const known = answers.get(logGroupName);
    if (known && clock.nowMs() < known.untilMs) return known.days;
    const days = read(logGroupName);
    answers.set(logGroupName, { days, untilMs: clock.nowMs() + usedForMs });
    return days;
  };
}
