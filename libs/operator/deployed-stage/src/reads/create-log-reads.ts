import {
  CloudWatchLogsClient,
  DescribeQueriesCommand,
  FilterLogEventsCommand,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';

import { type DoctorPorts, type LogLine } from '../examination/ports';
import { type ClientSettings, callFor, findFor } from './call-aws';

/** A page without a hit is a page, too: of a busy log there may be many. */
const maxPages = 40;

type LogReads = Pick<DoctorPorts, 'countRunningQueries' | 'readLogGroupNames' | 'readEvents'>;

export function createLogReads(settings: ClientSettings): LogReads {
  const client = new CloudWatchLogsClient(settings);
  return {
    countRunningQueries: () =>
      callFor('countRunningQueries', async () => {
        const { queries = [] } = await client.send(
          new DescribeQueriesCommand({ status: 'Running', maxResults: 1_000 }),
        );
        return queries.length;
      }),
    readLogGroupNames: (logGroupNamePrefix) =>
      callFor('readLogGroupNames', async () => {
        const names: string[] = [];
        for await (const page of paginateDescribeLogGroups({ client }, { logGroupNamePrefix })) {
          names.push(...(page.logGroups ?? []).map((group) => group.logGroupName ?? ''));
        }
        return names;
      }),
    readEvents: (logGroupName, event, sinceMs) =>
      findFor('readEvents', async () => {
        const lines: LogLine[] = [];
        let nextToken: string | undefined;
        for (let page = 0; page < maxPages; page += 1) {
          const answer = await client.send(
            new FilterLogEventsCommand({
              logGroupName,
              startTime: sinceMs,
              filterPattern: `{ $.event = "${event}" }`,
              nextToken,
            }),
          );
          for (const { timestamp = 0, message = '' } of answer.events ?? []) lines.push({ atMs: timestamp, message });
          nextToken = answer.nextToken;
          if (nextToken === undefined) return { lines, isCut: false };
        }
        return { lines, isCut: true };
      }),
  };
}
