import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  type InputLogEvent,
  PutLogEventsCommand,
  type PutLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';

import { localAccountId } from '../../local-account';
import { type ConformanceTarget, startConformanceTarget } from '../../testing/start-conformance-target';
import { testRegion } from '../../testing/start-test-cloud';
import { createLogsService } from '../create-logs-service';

/** CloudWatch Logs with a log group that has the stream `one`. */
export interface LogsTarget {
  readonly target: ConformanceTarget;
  readonly client: CloudWatchLogsClient;
  readonly logGroupName: string;
  /** Creates a log group that lives as long as the target. @returns Its name. */
  createGroup(base: string): Promise<string>;
  createStream(logStreamName: string): Promise<unknown>;
  put(logEvents: InputLogEvent[], logStreamName?: string): Promise<PutLogEventsCommandOutput>;
  stop(): Promise<void>;
}

export async function startLogsTarget(): Promise<LogsTarget> {
  const target = await startConformanceTarget((clock) => [
    createLogsService({
      clock,
      accountId: localAccountId,
      region: testRegion,
      random: Math.random,
      latency: { scheduledMs: 100, runningMs: 100 },
    }),
  ]);
  const client = new CloudWatchLogsClient(target.clientConfig);
  const createGroup = async (logGroupName: string): Promise<string> => {
    await client.send(new CreateLogGroupCommand({ logGroupName, tags: { team: 'pulso' } }));
    return logGroupName;
  };
  const logGroupName = await createGroup('group');
  const createStream = (logStreamName: string) =>
    client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  await createStream('one');
  return {
    target,
    client,
    logGroupName,
    createGroup,
    createStream,
    put: (logEvents, logStreamName = 'one') =>
      client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents })),
    stop: async () => {
      await target.stop();
      client.destroy();
    },
  };
}
