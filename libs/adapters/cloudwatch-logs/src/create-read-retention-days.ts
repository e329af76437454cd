import { type CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { type Clock, minuteMs } from '@pulso/kit/time';

/**
 * Reads for how many days a log group keeps its records.
 *
 * @returns undefined: for ever, or there is no such log group. Rejects with what the client throws.
 */
export type ReadRetentionDays = (logGroupName: string) => Promise<number | undefined>;

/** How long an answer is used again, ms: ten calls a second are all that an account has, and a run has up to 1,000 jobs. */
const usedForMs = 5 * minuteMs;

/**
 * Reads the retention as it is, which may have been changed by hand since the stack was deployed.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html
 */
export function createReadRetentionDays(client: CloudWatchLogsClient, clock: Pick<Clock, 'nowMs'>): ReadRetentionDays {
  const answers = new Map<string, { readonly days: Promise<number | undefined>; readonly untilMs: number }>();
  const read = async (logGroupName: string): Promise<number | undefined> => {
    try {
      // Sorted by name: the group comes before those whose names are longer.
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
