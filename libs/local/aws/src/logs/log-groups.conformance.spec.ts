import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  type DescribeLogGroupsCommandInput,
  DescribeLogStreamsCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';

import { refusal, rejectionOf } from '../testing/start-test-cloud';
import { type LogsTarget, startLogsTarget } from './testing/start-logs-target';

const reference = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`log groups and streams by their API (${reference})`, () => {
  let logs: LogsTarget;
  let client: LogsTarget['client'];
  let logGroupName: string;

  beforeEach(async () => {
    logs = await startLogsTarget();
    ({ client, logGroupName } = logs);
  });

  afterEach(() => logs?.stop());

  const find = async (input: DescribeLogGroupsCommandInput) => client.send(new DescribeLogGroupsCommand(input));
  const group = async () => {
    const { logGroups = [] } = await find({ logGroupNamePrefix: logGroupName });
    return logGroups[0];
  };
  const streams = async (input: object = {}) => client.send(new DescribeLogStreamsCommand({ logGroupName, ...input }));

  it('exist once (API_CreateLogGroup, API_CreateLogStream)', async () => {
    expect(await rejectionOf(client.send(new CreateLogGroupCommand({ logGroupName })))).toMatchObject(
      refusal('ResourceAlreadyExistsException', /^The specified log group already exists$/),
    );
    expect(await rejectionOf(logs.createStream('one'))).toMatchObject(
      refusal('ResourceAlreadyExistsException', /^The specified log stream already exists$/),
    );
  });

  it('are not found where they are not (API_CreateLogStream, API_DescribeLogStreams, API_DeleteLogGroup)', async () => {
    const missing = { logGroupName: `${logGroupName}-nowhere` };
    const notFound = refusal('ResourceNotFoundException', /^The specified log group does not exist\.$/);

    for (const attempt of [
      client.send(new CreateLogStreamCommand({ ...missing, logStreamName: 'one' })),
      client.send(new DescribeLogStreamsCommand(missing)),
      client.send(new DeleteLogGroupCommand(missing)),
    ]) {
      expect(await rejectionOf(attempt)).toMatchObject(notFound);
    }
  });

  it.each([
    ['513 characters', 'x'.repeat(513), /length less than or equal to 512/],
    ['a star', 'a*b', /logGroupName/],
  ])('have no name of %s (API_CreateLogGroup)', async (_title, name, message) => {
    expect(await rejectionOf(client.send(new CreateLogGroupCommand({ logGroupName: name })))).toMatchObject(
      refusal('InvalidParameterException', message),
    );
  });

  it.each(['a:b', 'a*b'])('have no stream of the name %s (API_CreateLogStream)', async (name) => {
    expect(await rejectionOf(logs.createStream(name))).toMatchObject(
      refusal('InvalidParameterException', /logStreamName/),
    );
  });

  it('are described with ARN, class and times (API_DescribeLogGroups)', async () => {
    const arn = `arn:aws:logs:[a-z0-9-]+:\\d{12}:log-group:${logGroupName}`;

    expect(await group()).toMatchObject({
      logGroupName,
      arn: expect.stringMatching(new RegExp(`^${arn}:\\*$`)),
      logGroupArn: expect.stringMatching(new RegExp(`^${arn}$`)),
      logGroupClass: 'STANDARD',
      metricFilterCount: 0,
      creationTime: expect.any(Number),
    });
  });

  it('describe streams, the last one written to first if asked (API_DescribeLogStreams)', async () => {
    await logs.createStream('two');
    const now = Date.now();
    await logs.put([
      { timestamp: now - 5, message: 'x' },
      { timestamp: now - 3, message: 'y' },
    ]);

    const { logStreams: byName } = await streams();
    const { logStreams: byTime = [] } = await streams({ orderBy: 'LastEventTime', descending: true });

    expect(byName?.map(({ logStreamName }) => logStreamName)).toEqual(['one', 'two']);
    expect(byTime[0]).toMatchObject({
      logStreamName: 'one',
      firstEventTimestamp: now - 5,
      lastEventTimestamp: now - 3,
      arn: expect.stringMatching(new RegExp(`:log-group:${logGroupName}:log-stream:one$`)),
    });
    expect(byTime[1]).not.toHaveProperty('lastEventTimestamp');
  });

  it('are asked for streams in one way (API_DescribeLogStreams)', async () => {
    const { logGroupArn = '' } = (await group()) ?? {};

    expect(await rejectionOf(streams({ orderBy: 'LastEventTime', logStreamNamePrefix: 'o' }))).toMatchObject(
      refusal('InvalidParameterException', /LastEventTime/),
    );
    expect(await rejectionOf(streams({ logGroupIdentifier: logGroupArn }))).toMatchObject(
      refusal('ValidationException', /^LogGroup name and LogGroup ARN are mutually exclusive parameters\.$/),
    );
  });

  it('are listed by name in pages, and no token follows the last one (API_DescribeLogGroups)', async () => {
    for (const base of ['paged-3', 'paged-1', 'paged-2']) await logs.createGroup(base);
    const logGroupNamePrefix = 'paged-';
    const page = (nextToken?: string) =>
      find({ logGroupNamePrefix, limit: 2, ...(nextToken !== undefined && { nextToken }) });

    const first = await page();
    const second = await page(first.nextToken);

    const names = [first, second].map(({ logGroups = [] }) => logGroups.map((found) => found.logGroupName));
    expect(names).toEqual([[`${logGroupNamePrefix}1`, `${logGroupNamePrefix}2`], [`${logGroupNamePrefix}3`]]);
    expect(second.nextToken).toBeUndefined();
    expect(await rejectionOf(page('made-up'))).toMatchObject({ name: 'InvalidParameterException' });
    expect(await rejectionOf(find({ limit: 51 }))).toMatchObject(
      refusal(
        'InvalidParameterException',
        /^1 validation error detected: Value '51' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50$/,
      ),
    );
  });

  it('are found by a part of their name, and not by both ways at once (API_DescribeLogGroups)', async () => {
    const { logGroups = [] } = await find({ logGroupNamePattern: logGroupName.slice(3) });

    expect(logGroups.map((found) => found.logGroupName)).toEqual([logGroupName]);
    expect(await rejectionOf(find({ logGroupNamePattern: 'a', logGroupNamePrefix: 'a' }))).toMatchObject(
      refusal(
        'InvalidParameterException',
        /^LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters\.$/,
      ),
    );
  });

  it('keep tags (API_ListTagsForResource)', async () => {
    const { logGroupArn: resourceArn = '' } = (await group()) ?? {};
    const ask = (arn: string) => client.send(new ListTagsForResourceCommand({ resourceArn: arn }));

    expect((await ask(resourceArn)).tags).toEqual({ team: 'pulso' });
    expect(await rejectionOf(ask(`${resourceArn}-nowhere`))).toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('keep events for the allowed numbers of days (API_PutRetentionPolicy, API_DeleteRetentionPolicy)', async () => {
    const setDays = (retentionInDays: number) =>
      client.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
    const days = async () => (await group())?.retentionInDays;

    await setDays(7);

    expect(await days()).toBe(7);
    expect(await rejectionOf(setDays(6))).toMatchObject({
      name: 'InvalidParameterException',
      $metadata: { httpStatusCode: 400 },
    });
    await client.send(new DeleteRetentionPolicyCommand({ logGroupName }));
    expect(await days()).toBeUndefined();
    expect(
      await rejectionOf(
        client.send(new PutRetentionPolicyCommand({ logGroupName: `${logGroupName}-nowhere`, retentionInDays: 7 })),
      ),
    ).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('are deleted with their streams, and streams alone once (API_DeleteLogStream, API_DeleteLogGroup)', async () => {
    const deleteStream = () => client.send(new DeleteLogStreamCommand({ logGroupName, logStreamName: 'one' }));
    await logs.createStream('two');

    await deleteStream();
    const { logStreams } = await streams();
    const again = await rejectionOf(deleteStream());
    await client.send(new DeleteLogGroupCommand({ logGroupName }));
    const gone = await rejectionOf(streams());

    expect(logStreams).toMatchObject([{ logStreamName: 'two' }]);
    expect(again).toMatchObject(refusal('ResourceNotFoundException', /^The specified log stream does not exist\.$/));
    expect(gone).toMatchObject(refusal('ResourceNotFoundException', /^The specified log group does not exist\.$/));
  });
});
