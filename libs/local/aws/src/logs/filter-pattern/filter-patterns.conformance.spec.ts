import { CloudWatchLogsClient, TestMetricFilterCommand } from '@aws-sdk/client-cloudwatch-logs';

import { localAccountId } from '../../local-account';
import { type ConformanceTarget, startConformanceTarget } from '../../testing/start-conformance-target';
import { rejectionOf, testRegion } from '../../testing/start-test-cloud';
import { createLogsService, type LogsService } from '..';

const reference = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it, guides are the User Guide's. */
describe(`filter patterns by the API that tries them (${reference})`, () => {
  let target: ConformanceTarget;
  let client: CloudWatchLogsClient;
  let service: LogsService | undefined;

  beforeEach(async () => {
    target = await startConformanceTarget((clock) => [
      (service = createLogsService({
        clock,
        accountId: localAccountId,
        region: testRegion,
        random: () => 0,
        latency: () => ({ scheduledMs: 0, runningMs: 0 }),
      })),
    ]);
    client = new CloudWatchLogsClient(target.clientConfig);
  });

  afterEach(async () => {
    await target.stop();
    service?.close();
    client.destroy();
  });

  const matching = async (filterPattern: string, ...logEventMessages: string[]) =>
    (await client.send(new TestMetricFilterCommand({ filterPattern, logEventMessages }))).matches;

  it('gives the numbers of the events that match (API_TestMetricFilter, FilterAndPatternSyntax.html)', async () => {
    const matches = await matching('{ $.status >= 400 }', '{"status":404}', '{"status":200}', '{"status":400}');

    expect(matches?.map(({ eventNumber }) => eventNumber)).toEqual([0, 2]);
  });

  it('extracts what selectors point to (API_TestMetricFilter, FilterAndPatternSyntax.html)', async () => {
    const [match] =
      (await matching('{ $.level = ERR* && $.users[0].id > 1 }', '{"level":"ERROR","users":[{"id":2}]}')) ?? [];

    expect(match?.extractedValues).toEqual({ '$.level': 'ERROR', '$.users[0].id': '2' });
  });

  it('extracts nothing by terms (API_TestMetricFilter, FilterAndPatternSyntax.html)', async () => {
    expect(await matching('"[ERROR]"', '[INFO] start', '[ERROR] end')).toEqual([
      { eventNumber: 1, eventMessage: '[ERROR] end', extractedValues: {} },
    ]);
  });

  it('refuses a pattern without a value (API_TestMetricFilter, FilterAndPatternSyntax.html)', async () => {
    expect(await rejectionOf(matching('{ $.a = }', 'x'))).toMatchObject({
      name: 'InvalidParameterException',
      $metadata: { httpStatusCode: 400 },
    });
  });
});
