import { type Check } from '../check';
import { ok, warning } from '../finding';

/**
 * What AWS documents for queries in Logs Insights QL; an account's own figure was not asked for.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html
 */
const maxConcurrentQueries = 100;

/** Whether other users of Logs Insights leave room for the queries of a report. */
export const insightsCheck: Check<number> = {
  area: 'insights',
  read: ({ ports }) => ports.countRunningQueries(),
  judge: (running) => {
    const found = `${running} of ${maxConcurrentQueries} queries run at once (the documented quota, unverified)`;
    return [
      running < 0.8 * maxConcurrentQueries
        ? ok(found)
        : warning(found, 'look for what queries so much: aws logs describe-queries --status Running'),
    ];
  },
};
