import { type RequestContext } from '@pulso/world/permissions';

import { readJsonBody } from '../parse-input';
import { type ServiceCall } from '../service';
import { pathParametersOf } from '../service-apis';

/** One permission that a call needs. */
export interface NeededAccess {
  /** @example 'sqs:SendMessage' */
  readonly action: string;
  /** An ARN, or `*` for actions without a resource. */
  readonly resource: string;
  readonly context?: RequestContext;
}

interface AccessPlace {
  readonly region: string;
  readonly accountId: string;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * Tells which permissions the calls of one service need.
 *
 * undefined: the call names no resource, because a member is missing or not a text. The service refuses such a call,
 * and its own error is the better answer.
 */
type ServiceAccess = (call: ServiceCall, place: AccessPlace) => readonly NeededAccess[] | undefined;

const textIn = (members: Members, name: string): string | undefined => {
  const value = members[name];
  return typeof value === 'string' ? value : undefined;
};

/** @returns undefined when the member is missing or not a list of texts. */
function textsIn(members: Members, name: string): readonly string[] | undefined {
  const value = members[name];
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}

const objectOf = (value: unknown): Members => (typeof value === 'object' && value !== null ? (value as Members) : {});

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
const dynamoDbAccess: ServiceAccess = ({ operation, body }, { region, accountId }) => {
  const members = readJsonBody(body);
  // A table may be named by its ARN.
  const onTable = (action: string, table: string, index?: string): NeededAccess => {
    const resource = table.startsWith('arn:') ? table : `arn:aws:dynamodb:${region}:${accountId}:table/${table}`;
    return { action: `dynamodb:${action}`, resource: index === undefined ? resource : `${resource}/index/${index}` };
  };
  switch (operation) {
    case 'ListTables':
      return [{ action: 'dynamodb:ListTables', resource: '*' }];
    case 'BatchWriteItem':
      return Object.keys(objectOf(members['RequestItems'])).map((table) => onTable(operation, table));
    case 'TransactWriteItems': {
      // The members of a transaction need the actions of their kinds; there is no action of the transaction's own name.
      const needed = Object.values(objectOf(members['TransactItems']))
        .flatMap((item) => Object.entries(objectOf(item)).filter(([, member]) => member !== null))
        .map(([kind, member]) => onTable(`${kind}Item`, textIn(objectOf(member), 'TableName') ?? ''));
      return [...new Map(needed.map((access) => [`${access.action} ${access.resource}`, access])).values()];
    }
    default: {
      const table = textIn(members, 'TableName');
      return table === undefined ? undefined : [onTable(operation, table, textIn(members, 'IndexName'))];
    }
  }
};

/**
 * A version or an alias of a function is left out of the resource: they do not exist here.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
 */
const lambdaAccess: ServiceAccess = (call, { region, accountId }) => {
  const action = `lambda:${call.operation === 'Invoke' ? 'InvokeFunction' : call.operation}`;
  const { FunctionName: text } = pathParametersOf(call);
  if (text === undefined) return [{ action, resource: '*' }];
  const name = /^(?:arn:aws:lambda:[a-z0-9-]+:\d{12}:function:|\d{12}:function:|\d{12}:)?([^:]+)/.exec(text)?.[1] ?? '';
  return [{ action, resource: `arn:aws:lambda:${region}:${accountId}:function:${name}` }];
};

/** Queries are named by their own id, or all are listed. */
const onQueries = ['GetQueryResults', 'StopQuery', 'DescribeQueries'];

/**
 * The ARN of a log group ends in `:log-stream:` here, so that a policy must have `:*` at the group's end, as on AWS.
 *
 * The reference lists the log group as the resource of GetQueryResults, but the call names a query only: here `*` must be
 * granted, as on AWS (unverified).
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
 */
const logsAccess: ServiceAccess = ({ operation, body }, place) => {
  const action = `logs:${operation}`;
  if (onQueries.includes(operation)) return [{ action, resource: '*' }];
  if (operation === 'DescribeLogGroups') return [logStreamAccess(action, '', '', place)];
  const members = readJsonBody(body);
  const group = textIn(members, 'logGroupName');
  const groups = group === undefined ? textsIn(members, 'logGroupNames') : [group];
  const stream = operation === 'GetLogEvents' ? textIn(members, 'logStreamName') : '';
  return stream === undefined ? undefined : groups?.map((name) => logStreamAccess(action, name, stream, place));
};

/** @returns What an action on a log stream needs. */
export const logStreamAccess = (
  action: string,
  logGroupName: string,
  logStreamName: string,
  { region, accountId }: AccessPlace,
): NeededAccess => ({
  action,
  resource: `arn:aws:logs:${region}:${accountId}:log-group:${logGroupName}:log-stream:${logStreamName}`,
});

/**
 * There is one group of schedules here, the default.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html
 */
const schedulerAccess: ServiceAccess = (call, { region, accountId }) => {
  const { Name: name } = pathParametersOf(call);
  const resource = name === undefined ? '*' : `arn:aws:scheduler:${region}:${accountId}:schedule/default/${name}`;
  return [{ action: `scheduler:${call.operation}`, resource }];
};

/**
 * A raw message needs the permission of the operation that sent it in the first version of the API.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html
 * @see https://github.com/nodemailer/nodemailer/issues/1734 for the denial of a raw message
 */
const sesAccess: ServiceAccess = (call, { region, accountId }) => {
  const identityArn = (name: string): string => `arn:aws:ses:${region}:${accountId}:identity/${name}`;
  if (call.operation !== 'SendEmail') {
    const { EmailIdentity: name } = pathParametersOf(call);
    return [{ action: `ses:${call.operation}`, resource: name === undefined ? '*' : identityArn(name) }];
  }
  const sender = textIn(readJsonBody(call.body), 'FromEmailAddress');
  if (sender === undefined) return undefined;
  const address = /<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender;
  // Only raw messages are emulated.
  return [{ action: 'ses:SendRawEmail', resource: identityArn(address), context: { 'ses:fromaddress': address } }];
};

/**
 * Host and account of a queue's URL do not matter: a queue of another account does not exist, which the service says.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
 */
const sqsAccess: ServiceAccess = ({ operation, body }, { region, accountId }) => {
  // A batch needs what its single operation needs.
  const action = `sqs:${operation.replace(/Batch$/, '')}`;
  if (operation === 'ListQueues') return [{ action, resource: '*' }];
  const members = readJsonBody(body);
  if (operation.endsWith('MoveTask') || operation.endsWith('MoveTasks')) {
    const resource = textIn(members, 'SourceArn');
    return resource === undefined ? undefined : [{ action, resource }];
  }
  const url = textIn(members, 'QueueUrl') ?? '';
  const name = URL.canParse(url) ? new URL(url).pathname.split('/')[2] : textIn(members, 'QueueName');
  return name === undefined ? undefined : [{ action, resource: `arn:aws:sqs:${region}:${accountId}:${name}` }];
};

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
const ssmAccess: ServiceAccess = ({ operation, body }, { region, accountId }) => {
  const action = `ssm:${operation}`;
  if (operation === 'DescribeParameters') return [{ action, resource: '*' }];
  const members = readJsonBody(body);
  const name = textIn(members, 'Name');
  const names = name === undefined ? textsIn(members, 'Names') : [name];
  const arnOf = (one: string): string => `arn:aws:ssm:${region}:${accountId}:parameter/${one.replace(/^\//, '')}`;
  return names?.map((one) => ({ action, resource: arnOf(one) }));
};

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
const iamAccess: ServiceAccess = ({ operation, body }, { accountId }) => {
  const role = new URLSearchParams(body.toString('utf8')).get('RoleName');
  return role === null
    ? undefined
    : [{ action: `iam:${operation}`, resource: `arn:aws:iam::${accountId}:role/${role}` }];
};

const services: Readonly<Record<string, ServiceAccess>> = {
  dynamodb: dynamoDbAccess,
  iam: iamAccess,
  lambda: lambdaAccess,
  logs: logsAccess,
  // Named after the service: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
  monitoring: ({ operation }) => [{ action: `cloudwatch:${operation}`, resource: '*' }],
  scheduler: schedulerAccess,
  ses: sesAccess,
  sqs: sqsAccess,
  ssm: ssmAccess,
  // Every owner of keys may ask whose they are: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  sts: () => [],
};

/**
 * Tells which permissions a call needs. All of them are needed.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const neededAccess: ServiceAccess = (call, place) => {
  const access = Object.hasOwn(services, call.service) ? services[call.service] : undefined;
  return access ? access(call, place) : [{ action: `${call.service}:${call.operation}`, resource: '*' }];
};
