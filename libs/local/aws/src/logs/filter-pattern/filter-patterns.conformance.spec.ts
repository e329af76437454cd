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

  const access = (request: string, status: number) =>
    `127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET ${request} HTTP/1.0" ${status} 1534`;

  it('extracts the fields that have names (API_TestMetricFilter, FilterAndPatternSyntax.html)', async () => {
    const matches = await matching(
      '[ip, identity, user_id, timestamp, request, status_code, size]',
      access('/a.gif', 200),
    );

    expect(matches).toMatchObject([{ eventNumber: 0, eventMessage: access('/a.gif', 200) }]);
    expect(matches?.[0]?.extractedValues).toEqual({
      $ip: '127.0.0.1',
      $identity: '-',
      $user_id: 'frank',
      $timestamp: '10/Oct/2000:13:25:15 -0700',
      $request: 'GET /a.gif HTTP/1.0',
      $status_code: '200',
      $size: '1534',
    });
  });

  it.each([
    ['[..., size]', { $1: '127.0.0.1', $2: '-', $3: 'frank', $6: '404', $size: '1534' }],
    ['[]', { $1: '127.0.0.1', $2: '-', $3: 'frank', $6: '404', $7: '1534' }],
    ['[..., request=*.html*, status_code=4*,]', { $1: '127.0.0.1', $status_code: '404', $7: '1534' }],
  ])(
    'numbers the other fields of %s by their places (API_TestMetricFilter, FilterAndPatternSyntax.html)',
    async (pattern, values) => {
      const [match] = (await matching(pattern, access('/index.html', 404))) ?? [];

      expect(match?.extractedValues).toMatchObject({ ...values, $4: '10/Oct/2000:13:25:15 -0700' });
      expect(Object.keys(match?.extractedValues ?? {})).toHaveLength(7);
    },
  );

  it('gives the numbers of the events that match (API_TestMetricFilter, FilterAndPatternSyntax.html)', async () => {
    const messages = [
      access('/index.html', 404),
      access('/index.html', 200),
      access('/b.gif', 404),
      access('/c.html', 400),
    ];

    const matches = await matching('[..., request=*.html*, status_code=4*,]', ...messages);

    expect(matches?.map(({ eventNumber }) => eventNumber)).toEqual([0, 3]);
  });

  it('lets the last field take the rest, so that a first word can be asked for (API_TestMetricFilter, FilterAndPatternSyntax.html)', async () => {
    const matches = await matching('[w1=ERROR, w2]', 'ERROR 09/25/2014 12:00:02 Failed to process request', 'INFO a b');

    expect(matches).toHaveLength(1);
    expect(await matching('[w1=ERROR]', 'ERROR 09/25/2014 12:00:02')).toEqual([]);
  });

  it('extracts what selectors point to (API_TestMetricFilter, FilterAndPatternSyntax.html)', async () => {
    const [match] =
      (await matching('{ $.level = %ERR% && $.users[0].id > 1 }', '{"level":"ERROR","users":[{"id":2}]}')) ?? [];

    expect(match?.extractedValues).toEqual({ '$.level': 'ERROR', '$.users[0].id': '2' });
  });

  it('extracts nothing by terms or by a regular expression alone (API_TestMetricFilter, FilterAndPatternSyntax.html)', async () => {
    for (const pattern of ['"[ERROR]"', '%\\[ERR.R\\]%']) {
      expect(await matching(pattern, '[INFO] start', '[ERROR] end')).toEqual([
        { eventNumber: 1, eventMessage: '[ERROR] end', extractedValues: {} },
      ]);
    }
  });

  it('refuses a regular expression with characters that are not supported (API_TestMetricFilter, FilterAndPatternSyntax.html)', async () => {
    expect(await rejectionOf(matching('%something!%', 'x'))).toMatchObject({
      name: 'InvalidParameterException',
      $metadata: { httpStatusCode: 400 },
    });
  });
});
