import { CloudWatchLogsClient, StartQueryCommand, StopQueryCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';

import { createDynamoDbService } from '../dynamodb/create-dynamodb-service';
import { localAccountId, type ServiceCall } from '../service';
import { createLogsService } from '../logs/create-logs-service';
import { createSqsService } from '../sqs/create-sqs-service';
import { createSsmService } from '../ssm/create-ssm-service';
import { functionDefinition, queueDefinition, tableDefinition } from '../testing/definitions';
import { rejectionOf, startTestCloud, type TestCloud, testAccessKey, testRegion } from '../testing/start-test-cloud';
import { type AccessControl, createAccessControl, type Denial } from './create-access-control';

const functionKey = 'LOCALWORKER';
const { arn: functionArn, roleArn } = functionDefinition();
const user = `User: arn:aws:sts::${localAccountId}:assumed-role/worker/worker`;
const queueArn = queueDefinition('jobs').arn;
const tableArn = tableDefinition('runs').arn;

const document = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const allow = (action: string | string[], resource: string, more: object = {}) => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...more,
});
const trust = (service: string, more: object = {}) =>
  document({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole', ...more });

interface Policies {
  readonly identity?: object[];
  readonly function?: object;
  readonly trust?: object;
}

const accessControl = (policies: Policies, onDenied?: (denial: Denial) => void): AccessControl =>
  createAccessControl({
    definition: {
      region: testRegion,
      accountId: localAccountId,
      functions: [functionDefinition(policies.function && { policy: policies.function })],
      roles: [
        {
          name: 'worker',
          arn: roleArn,
          assumeRolePolicy: policies.trust ?? trust('lambda.amazonaws.com'),
          policies: policies.identity?.length ? [document(...policies.identity)] : [],
        },
      ],
    },
    administrators: ['administrator'],
    ...(onDenied && { onDenied }),
  });

describe('calls of a function', () => {
  let cloud: TestCloud;
  let access: AccessControl;

  const start = async (policies: Policies): Promise<void> => {
    access = accessControl(policies);
    cloud = await startTestCloud(
      (clock) => [
        createSqsService({ clock, region: testRegion }),
        createDynamoDbService({ clock, region: testRegion }),
        createLogsService({
          clock,
          accountId: localAccountId,
          region: testRegion,
          courseOf: () => ({ scheduledMs: 1, runningMs: 1, end: 'Complete' }),
        }),
        createSsmService({ clock, region: testRegion }),
        { name: 'lambda', handle: async () => ({ status: 200, body: '{}' }) },
      ],
      {
        principals: new Map([
          [functionKey, 'worker'],
          [testAccessKey, 'administrator'],
        ]),
        authorize: (call) => access.authorize(call),
      },
    );
  };
  const asFunction = () => ({
    ...cloud.clientConfig,
    credentials: { accessKeyId: functionKey, secretAccessKey: 'made-up' },
  });

  afterEach(() => cloud.stop());

  it('are denied with the name, the status and the words of each service', async () => {
    await start({});
    const url = `${cloud.gateway.url}/${localAccountId}/jobs`;
    const key = { pk: { S: 'a' } };

    const errors = await Promise.all(
      [
        new SQSClient(asFunction()).send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' })),
        new DynamoDBClient(asFunction()).send(new GetItemCommand({ TableName: 'runs', Key: key })),
        new CloudWatchLogsClient(asFunction()).send(
          new StartQueryCommand({ logGroupName: '/aws/lambda/bot', queryString: 'limit 1', startTime: 0, endTime: 1 }),
        ),
        new CloudWatchLogsClient(asFunction()).send(new StopQueryCommand({ queryId: 'q' })),
        new LambdaClient(asFunction()).send(new InvokeCommand({ FunctionName: 'worker' })),
        new SSMClient(asFunction()).send(new GetParametersCommand({ Names: ['/pulso/token'] })),
      ].map((sent) => rejectionOf<Error & { $metadata: { httpStatusCode: number } }>(sent)),
    );

    const denied = (action: string, resource: string): string =>
      `${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
    const arn = (service: string, resource: string): string =>
      `arn:aws:${service}:${testRegion}:${localAccountId}:${resource}`;
    expect(errors.map(({ name, $metadata, message }) => [name, $metadata.httpStatusCode, message])).toEqual([
      ['AccessDenied', 403, denied('sqs:sendmessage', queueArn)],
      ['AccessDeniedException', 400, denied('dynamodb:GetItem', tableArn)],
      ['AccessDeniedException', 400, denied('logs:StartQuery', arn('logs', 'log-group:/aws/lambda/bot:log-stream:'))],
      ['AccessDeniedException', 400, denied('logs:StopQuery', '*')],
      ['AccessDeniedException', 403, denied('lambda:InvokeFunction', functionArn)],
      ['AccessDeniedException', 400, denied('ssm:GetParameters', arn('ssm', 'parameter/pulso/token'))],
    ]);
    expect(access.denials().map(({ message }) => message)).toEqual(
      expect.arrayContaining(errors.map(({ message }) => message)),
    );
  });

  it('never take effect if they name no resource for a permission', async () => {
    await start({});
    const operations = [
      ...['SendMessage', 'ReceiveMessage', 'StartMessageMoveTask'].map((name) => ['sqs', `AmazonSQS.${name}`]),
      ...['BatchWriteItem', 'PutItem', 'Scan', 'TransactWriteItems'].map((name) => [
        'dynamodb',
        `DynamoDB_20120810.${name}`,
      ]),
      ...['GetParameters', 'PutParameter'].map((name) => ['ssm', `AmazonSSM.${name}`]),
      ...['FilterLogEvents', 'StartQuery'].map((name) => ['logs', `Logs_20140328.${name}`]),
    ];

    for (const [service = '', target = ''] of operations) {
      for (const body of ['{}', '{"TableName":7,"QueueUrl":7,"Names":7,"Name":null,"TransactItems":7}', '[]', '{']) {
        const headers = { 'x-amz-target': target };
        const { status } = await cloud.fetch(service, { accessKey: functionKey, headers, body });

        expect(`${target} ${body}: ${status}`).toMatch(/: 4\d\d$/);
      }
    }
  });
});

describe('createAccessControl', () => {
  const call = (principal: string): ServiceCall => ({
    ...{ principal, service: 'sqs', operation: 'ListQueues', region: testRegion, method: 'POST', path: '/' },
    headers: {},
    body: Buffer.from('{}'),
  });
  const needed = { action: 'sqs:SendMessage', resource: queueArn };

  it('lets administrators do everything, and refuses every other principal that no stack declares', () => {
    const access = accessControl({});

    expect(() => access.authorize(call('administrator'))).not.toThrow();
    expect(() => access.authorize(call('stranger'))).toThrow(/is not authorized to perform: sqs:listqueues/);
  });

  it('reports a denial once and counts it', () => {
    const told: Denial[] = [];
    const access = accessControl({}, (denial) => told.push(denial));

    for (let time = 0; time < 3; time += 1) expect(() => access.authorizeFunction('worker', needed)).toThrow();

    expect(told).toHaveLength(1);
    expect(access.denials()).toMatchObject([{ action: 'sqs:SendMessage', resource: queueArn, count: 3 }]);
  });

  it('counts a mere check neither as a use nor as a denial', () => {
    const access = accessControl({ identity: [allow('sqs:SendMessage', queueArn)] });

    expect(access.isFunctionAllowed('worker', needed)).toBe(true);
    expect(access.isFunctionAllowed('worker', { ...needed, action: 'sqs:PurgeQueue' })).toBe(false);
    expect([access.usedGrants(), access.denials()]).toEqual([[], []]);
  });

  it('refuses to start with a condition key that it does not evaluate', () => {
    const identity = [
      allow('sqs:SendMessage', queueArn, { Sid: 'Send', Condition: { StringEquals: { 'aws:SourceVpc': 'v' } } }),
    ];

    expect(() => accessControl({ identity })).toThrow(
      'role worker, statement Send: the condition key "aws:SourceVpc" is not evaluated here.',
    );
  });

  it('lets Lambda and the Scheduler take only roles that trust them, for this account and this group', () => {
    const source = (arn: string) => ({
      Condition: { StringEquals: { 'aws:SourceAccount': localAccountId, 'aws:SourceArn': arn } },
    });
    const group = `arn:aws:scheduler:${testRegion}:${localAccountId}:schedule-group/default`;
    const schedule = { arn: `arn:aws:scheduler:${testRegion}:${localAccountId}:schedule/default/sweep`, roleArn };
    const identity = [allow('sqs:SendMessage', queueArn)];
    const scheduled = (trusted: object) => () =>
      accessControl({ identity, trust: trusted }).authorizeSchedule(schedule, needed);

    expect(() => accessControl({}).authorizeLambdaRole(functionDefinition())).not.toThrow();
    expect(() =>
      accessControl({ trust: trust('sns.amazonaws.com') }).authorizeLambdaRole(functionDefinition()),
    ).toThrow(/cannot be assumed by Lambda/);
    expect(scheduled(trust('scheduler.amazonaws.com', source(group)))).not.toThrow();
    expect(scheduled(trust('scheduler.amazonaws.com', source(`${group}s`)))).toThrow(
      /must allow AWS EventBridge Scheduler/,
    );
    expect(scheduled(trust('lambda.amazonaws.com'))).toThrow(/must allow AWS EventBridge Scheduler/);
    expect(() =>
      accessControl({ trust: trust('scheduler.amazonaws.com') }).authorizeSchedule(schedule, needed),
    ).toThrow(`arn:aws:sts::${localAccountId}:assumed-role/worker/sweep is not authorized to perform: sqs:sendmessage`);
  });

  it('lets everybody call a URL only with both permissions', () => {
    const url = allow('lambda:InvokeFunctionUrl', functionArn, {
      Principal: '*',
      Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
    });
    const through = allow('lambda:InvokeFunction', functionArn, {
      Principal: '*',
      Condition: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } },
    });
    const mayCall = (...statements: object[]) =>
      accessControl(statements.length > 0 ? { function: document(...statements) } : {}).mayCallUrl('worker');

    expect(mayCall(url, through)).toBe(true);
    expect(mayCall(url)).toBe(false);
    expect(mayCall(through)).toBe(false);
    expect(mayCall()).toBe(false);
  });

  it('does not let a function call another directly with a permission of its URL', () => {
    const through = allow('lambda:InvokeFunction', functionArn, {
      Principal: '*',
      Condition: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } },
    });
    const access = accessControl({ function: document(through) });

    expect(access.isFunctionAllowed('worker', { action: 'lambda:InvokeFunction', resource: functionArn })).toBe(false);
  });
});
