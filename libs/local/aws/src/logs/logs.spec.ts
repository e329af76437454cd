import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeSubscriptionFiltersCommand,
  FilterLogEventsCommand,
  type MalformedQueryException,
  StartQueryCommand,
  type StartQueryCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';

import { localAccountId } from '../local-account';
import { rejectionOf, startTestCloud, type TestCloud, testRegion, testStartMs } from '../testing/start-test-cloud';
import { createLogsService, type LogsService } from './create-logs-service';

const logGroupName = '/aws/lambda/bot';

/** What only the emulation has; what AWS has as well is in the conformance specs. */
describe('the emulated CloudWatch Logs', () => {
  let cloud: TestCloud;
  let logs: LogsService;
  let client: CloudWatchLogsClient;

  beforeEach(async () => {
    cloud = await startTestCloud((clock) => [
      (logs = createLogsService({
        clock,
        accountId: localAccountId,
        region: testRegion,
        random: Math.random,
        latency: { scheduledMs: 0, runningMs: 0 },
      })),
    ]);
    client = new CloudWatchLogsClient(cloud.clientConfig);
    await client.send(new CreateLogGroupCommand({ logGroupName }));
  });

  afterEach(async () => {
    client.destroy();
    logs.close();
    await cloud.stop();
  });

  const startQuery = (overrides: Partial<StartQueryCommandInput> = {}) =>
    client.send(
      new StartQueryCommand({
        logGroupNames: [logGroupName],
        startTime: testStartMs / 1000 - 7200,
        endTime: testStartMs / 1000,
        queryString: 'stats count(*) as calls',
        ...overrides,
      }),
    );

  it('refuses what the emulation has not, by name', async () => {
    const error = await rejectionOf(client.send(new DescribeSubscriptionFiltersCommand({ logGroupName })));

    expect(error).toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('DescribeSubscriptionFilters'),
    });
  });

  it('refuses a regular expression instead of matching everything', async () => {
    const error = await rejectionOf(
      client.send(new FilterLogEventsCommand({ logGroupName, filterPattern: '%ERR(OR)?%' })),
    );

    expect(error).toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringMatching(/not emulated/),
    });
  });

  it('refuses what its query engine has not, at its place, and other languages', async () => {
    const place = await rejectionOf<MalformedQueryException>(
      startQuery({ queryString: 'filter is_group = 1 | stast count(*)' }),
    );
    const part = await rejectionOf(startQuery({ queryString: 'stats topk(ms, 9)' }));
    const language = await rejectionOf(startQuery({ queryLanguage: 'SQL' }));

    expect(place.queryCompileError).toEqual({
      location: { startCharOffset: 22, endCharOffset: 26 },
      message: "unknown command 'stast'; did you mean stats?",
    });
    expect(place.message).toBe(place.queryCompileError?.message);
    expect([part, language]).toMatchObject([{ name: 'MalformedQueryException' }, { name: 'MalformedQueryException' }]);
  });

  it('throttles beyond ten starts in a second', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => startQuery()));

    const refusals = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refusals.length).toBeGreaterThan(0);
    for (const { reason } of refusals) expect(reason).toMatchObject({ name: 'ThrottlingException' });
  });
});
