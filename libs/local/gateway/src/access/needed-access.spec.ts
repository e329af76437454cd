import { type ServiceCall } from '../service';
import { neededAccess } from './needed-access';

const place = { region: 'r', accountId: '1' };

const call = (service: string, operation: string, members: object, path = '/', method = 'POST'): ServiceCall => ({
  ...{ principal: 'worker', service, operation, region: 'r', method, path },
  headers: {},
  body: Buffer.from(JSON.stringify(members)),
});

const needsOf = (...parameters: Parameters<typeof call>): string[] | undefined =>
  neededAccess(call(...parameters), place)?.map(({ action, resource }) => `${action} ${resource}`);

const queue = { QueueUrl: 'http://127.0.0.1:4566/000000000000/jobs' };
const jobs = 'arn:aws:sqs:r:1:jobs';
const table = 'arn:aws:dynamodb:r:1:table/runs';
const query = { startTime: 0, endTime: 1, queryString: 'fields @message' };

describe('neededAccess', () => {
  it.each<[string, string, object, string[]]>([
    ['sqs', 'SendMessage', queue, [`sqs:SendMessage ${jobs}`]],
    ['sqs', 'SendMessageBatch', { ...queue, Entries: [] }, [`sqs:SendMessage ${jobs}`]],
    ['sqs', 'ChangeMessageVisibilityBatch', queue, [`sqs:ChangeMessageVisibility ${jobs}`]],
    ['sqs', 'GetQueueUrl', { QueueName: 'jobs' }, [`sqs:GetQueueUrl ${jobs}`]],
    ['sqs', 'ListQueues', {}, ['sqs:ListQueues *']],
    ['sqs', 'StartMessageMoveTask', { SourceArn: jobs }, [`sqs:StartMessageMoveTask ${jobs}`]],
    ['dynamodb', 'GetItem', { TableName: 'runs' }, [`dynamodb:GetItem ${table}`]],
    ['dynamodb', 'GetItem', { TableName: table }, [`dynamodb:GetItem ${table}`]],
    ['dynamodb', 'Query', { TableName: 'runs' }, [`dynamodb:Query ${table}`]],
    ['dynamodb', 'Query', { TableName: 'runs', IndexName: 'by-state' }, [`dynamodb:Query ${table}/index/by-state`]],
    ['dynamodb', 'Scan', { TableName: 'runs', IndexName: 'by-state' }, [`dynamodb:Scan ${table}/index/by-state`]],
    ['dynamodb', 'ListTables', {}, ['dynamodb:ListTables *']],
    [
      'dynamodb',
      'BatchWriteItem',
      { RequestItems: { runs: [], users: [] } },
      [`dynamodb:BatchWriteItem ${table}`, 'dynamodb:BatchWriteItem arn:aws:dynamodb:r:1:table/users'],
    ],
    [
      'dynamodb',
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName: 'runs' } },
          { Update: { TableName: 'runs' }, Put: null },
          { Delete: { TableName: 'runs' } },
          { Put: { TableName: 'users' } },
          { Put: { TableName: 'runs' } },
        ],
      },
      [
        `dynamodb:PutItem ${table}`,
        `dynamodb:UpdateItem ${table}`,
        `dynamodb:DeleteItem ${table}`,
        'dynamodb:PutItem arn:aws:dynamodb:r:1:table/users',
      ],
    ],
    [
      'logs',
      'StartQuery',
      { ...query, logGroupName: '/b' },
      ['logs:StartQuery arn:aws:logs:r:1:log-group:/b:log-stream:'],
    ],
    [
      'logs',
      'StartQuery',
      { ...query, logGroupNames: ['/a', '/b'] },
      ['/a', '/b'].map((name) => `logs:StartQuery arn:aws:logs:r:1:log-group:${name}:log-stream:`),
    ],
    ['logs', 'GetQueryResults', { queryId: 'q' }, ['logs:GetQueryResults *']],
    ['logs', 'StopQuery', { queryId: 'q' }, ['logs:StopQuery *']],
    ['logs', 'DescribeLogGroups', {}, ['logs:DescribeLogGroups arn:aws:logs:r:1:log-group::log-stream:']],
    [
      'logs',
      'FilterLogEvents',
      { logGroupName: '/b' },
      ['logs:FilterLogEvents arn:aws:logs:r:1:log-group:/b:log-stream:'],
    ],
    [
      'logs',
      'GetLogEvents',
      { logGroupName: '/b', logStreamName: 's' },
      ['logs:GetLogEvents arn:aws:logs:r:1:log-group:/b:log-stream:s'],
    ],
    [
      'ssm',
      'GetParameters',
      { Names: ['/x', 'y'] },
      ['ssm:GetParameters arn:aws:ssm:r:1:parameter/x', 'ssm:GetParameters arn:aws:ssm:r:1:parameter/y'],
    ],
    ['ssm', 'DescribeParameters', {}, ['ssm:DescribeParameters *']],
    [
      'ses',
      'SendEmail',
      { FromEmailAddress: 'Pulso <a@b.example>' },
      ['ses:SendRawEmail arn:aws:ses:r:1:identity/a@b.example'],
    ],
    ['sts', 'GetCallerIdentity', {}, []],
    ['monitoring', 'DescribeAlarms', {}, ['cloudwatch:DescribeAlarms *']],
    ['scheduler', 'ListSchedules', {}, ['scheduler:ListSchedules *']],
  ])('knows what %s %s of %j needs', (service, operation, members, expected) => {
    expect(needsOf(service, operation, members)).toEqual(expected);
  });

  it('tells the schedule in a path', () => {
    expect(needsOf('scheduler', 'GetSchedule', {}, '/schedules/sweep', 'GET')).toEqual([
      'scheduler:GetSchedule arn:aws:scheduler:r:1:schedule/default/sweep',
    ]);
  });

  it('tells the identity in a path', () => {
    expect(needsOf('ses', 'GetEmailIdentity', {}, '/v2/email/identities/a%40b.example', 'GET')).toEqual([
      'ses:GetEmailIdentity arn:aws:ses:r:1:identity/a@b.example',
    ]);
    expect(needsOf('ses', 'GetAccount', {}, '/v2/email/account', 'GET')).toEqual(['ses:GetAccount *']);
  });

  it.each([
    ['/2015-03-31/functions/dispatcher/invocations', 'arn:aws:lambda:r:1:function:dispatcher'],
    [
      '/2015-03-31/functions/arn%3Aaws%3Alambda%3Ar%3A000000000000%3Afunction%3Adispatcher/invocations',
      'arn:aws:lambda:r:1:function:dispatcher',
    ],
    ['/2015-03-31/functions/dispatcher:$LATEST/invocations', 'arn:aws:lambda:r:1:function:dispatcher'],
  ])('tells the function in %s', (path, resource) => {
    expect(needsOf('lambda', 'Invoke', {}, path)).toEqual([`lambda:InvokeFunction ${resource}`]);
  });

  it.each<[string, string, object]>([
    ['sqs', 'SendMessage', {}],
    ['sqs', 'SendMessage', { QueueUrl: 'jobs' }],
    ['sqs', 'SendMessage', { QueueUrl: ['http://127.0.0.1/000000000000/jobs'] }],
    ['dynamodb', 'PutItem', { TableName: 1 }],
    ['logs', 'GetLogEvents', { logGroupName: '/b' }],
    ['logs', 'FilterLogEvents', {}],
    ['ssm', 'GetParameters', { Names: ['/x', 1] }],
    ['ses', 'SendEmail', {}],
  ])('leaves %s %s of %j to the service, which refuses it', (service, operation, members) => {
    expect(needsOf(service, operation, members)).toBeUndefined();
  });

  it('asks for what no role has where a member of a transaction names no table', () => {
    expect(
      needsOf('dynamodb', 'TransactWriteItems', { TransactItems: [{ Put: {} }, { Drop: { TableName: 'runs' } }] }),
    ).toEqual(['dynamodb:PutItem arn:aws:dynamodb:r:1:table/', `dynamodb:DropItem ${table}`]);
  });
});
