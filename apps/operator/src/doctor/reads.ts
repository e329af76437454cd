import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeQueriesCommand, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetAccountSettingsCommand, GetFunctionUrlConfigCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import {
  GetAccountCommand,
  type GetAccountCommandOutput,
  GetEmailIdentityCommand,
  type GetEmailIdentityCommandOutput,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { callTimeouts } from '@pulso/adapters/node-runtime';
import { minuteMs } from '@pulso/kit/time';

import { type Identity, awsProblemOf, readIdentity, readParameters } from '../aws';
import { type CallBotApi, BotApiUnreachableError, createCallBotApi } from '../telegram';
import { type Judgement, failed, ok, warning } from './findings';

/** Something could not be read. Unknown is never ok, and it is failed only if it must work. */
export class NotReadError extends Error {
  override readonly name = 'NotReadError';
  readonly judgement: Judgement;
  /** The area whose line reports the cause. */
  readonly toldBy: string | undefined;

  constructor(judgement: Judgement, toldBy?: string) {
    super(judgement.text);
    this.judgement = judgement;
    this.toldBy = toldBy;
  }
}

/** The action in the text of a denial. It may differ from the operation's, such as kms:Decrypt for a parameter. */
const deniedAction = /not authorized to perform: ([\w-]+:\w+)/;

/** @param action - The needed action, as a policy names it. @returns What to throw; the same error if it is unknown. */
export function explainAwsError(error: unknown, action: string): unknown {
  if (!(error instanceof Error)) return error;
  if (/UnknownOperation/.test(error.name) || error.message.includes('The local cloud does not emulate')) {
    return new NotReadError(ok(`nothing to check here: the local cloud does not have ${action}`));
  }
  const found = awsProblemOf(error);
  if (!found) return error;
  if (found.type === 'denied') {
    const denied = deniedAction.exec(error.message)?.[1] ?? action;
    const text = `not checked: the credentials may not do ${denied}`;
    return new NotReadError(warning(text, 'allow it: apps/operator/README.md'));
  }
  return new NotReadError(
    found.type === 'throttled'
      ? warning(`not checked: AWS takes no more calls of ${action} at present`, found.advice)
      : failed(found.problem, found.advice),
  );
}

/** The errors by which a service says that something does not exist. */
const notFound =
  /^(ResourceNotFoundException|NotFound(Exception)?|NoSuchEntity|QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue)$/;

/** Long enough for a page of a log. */
const attemptMs = 8_000;

const createClients = () => {
  const config = { maxAttempts: 2, requestHandler: callTimeouts(attemptMs) };
  return {
    ...{ cloudWatch: new CloudWatchClient(config), logs: new CloudWatchLogsClient(config) },
    ...{ dynamoDb: new DynamoDBClient(config), lambda: new LambdaClient(config), sns: new SNSClient(config) },
    ...{ scheduler: new SchedulerClient(config), ses: new SESv2Client(config), sqs: new SQSClient(config) },
    ...{ ssm: new SSMClient(config), sts: new STSClient(config), iam: { readRolePolicy } },
  };
};

type Clients = ReturnType<typeof createClients>;

/** How the doctor asks AWS. Each question names its permission; README.md has them as a policy. */
export interface Aws {
  /** @throws {NotReadError} Also if the caller lacks the permission. */
  ask<T>(action: string, call: (clients: Clients) => Promise<T>): Promise<T>;
  /** As {@link ask}; undefined if it does not exist. */
  find<T>(action: string, call: (clients: Clients) => Promise<T>): Promise<T | undefined>;
  /** Reads once what several checks need. */
  once<T>(what: string, read: () => Promise<T>): Promise<T>;
  identity(): Promise<Identity>;
}

/** A line that a service has logged. */
export interface LogLine {
  readonly atMs: number;
  readonly message: string;
}

export function createAws(): Aws {
  const clients = createClients();
  const answers = new Map<string, Promise<unknown>>();
  const ask: Aws['ask'] = async (action, call) => {
    try {
      return await call(clients);
    } catch (error) {
      throw explainAwsError(error, action);
    }
  };
  const once: Aws['once'] = (what, read) => {
    const answer = answers.get(what) ?? read();
    answers.set(what, answer);
    return answer as ReturnType<typeof read>;
  };
  return {
    ask,
    once,
    find: (action, call) =>
      ask(action, (all) =>
        call(all).catch((error: unknown) => {
          if (error instanceof Error && notFound.test(error.name)) return undefined;
          throw error;
        }),
      ),
    identity: () => once('identity', () => ask('sts:GetCallerIdentity', ({ sts }) => readIdentity(sts))),
  };
}

/**
 * Makes the doctor's one call of IAM, signed by the SDK's own signer. IAM has one endpoint for all regions; a custom
 * one is signed for the client's region, as IAM's own client does.
 *
 * @returns The policy as JSON.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
 */
async function readRolePolicy(RoleName: string, PolicyName: string): Promise<string> {
  const { config } = new STSClient({});
  const customEndpoint = process.env['AWS_ENDPOINT_URL'];
  const endpoint = new URL(customEndpoint ?? 'https://iam.amazonaws.com');
  const signingRegion = customEndpoint === undefined ? 'us-east-1' : await config.region();
  const signer = await config.signer({ name: 'sigv4', signingName: 'iam', signingRegion, properties: {} });
  const body = `${new URLSearchParams({ Action: 'GetRolePolicy', Version: '2010-05-08', RoleName, PolicyName })}`;
  const { headers } = await signer.sign({
    ...{ method: 'POST', protocol: endpoint.protocol, hostname: endpoint.hostname, path: '/', body },
    headers: { host: endpoint.host, 'content-type': 'application/x-www-form-urlencoded' },
  });
  const answer = await fetch(endpoint, { method: 'POST', headers, body, signal: AbortSignal.timeout(attemptMs) });
  const text = await answer.text();
  const member = (name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';
  if (answer.ok) return decodeURIComponent(member('PolicyDocument'));
  throw Object.assign(new Error(member('Message')), { name: member('Code') });
}

/** What the doctor reads that no stack knows. No call changes anything. `undefined`: it does not exist. */
export const createReads = (aws: Aws) => ({
  identity: aws.identity,
  concurrency: () =>
    aws.ask('lambda:GetAccountSettings', async ({ lambda }) => {
      const { AccountLimit = {} } = await lambda.send(new GetAccountSettingsCommand({}));
      const { ConcurrentExecutions: limit = 0, UnreservedConcurrentExecutions: unreserved = limit } = AccountLimit;
      return { limit, unreserved };
    }),
  countRunningQueries: () =>
    aws.ask('logs:DescribeQueries', async ({ logs }) => {
      const { queries = [] } = await logs.send(new DescribeQueriesCommand({ status: 'Running', maxResults: 1_000 }));
      return queries.length;
    }),
  functionUrl: (FunctionName: string) =>
    aws.find('lambda:GetFunctionUrlConfig', async ({ lambda }) => {
      const { FunctionUrl } = await lambda.send(new GetFunctionUrlConfigCommand({ FunctionName }));
      return FunctionUrl;
    }),
  /** @returns By full name, decrypted; missing ones are left out. */
  parameters: (names: readonly string[]) => aws.ask('ssm:GetParameters', ({ ssm }) => readParameters(ssm, names)),
  /** @returns By queue name, the newest known age of its oldest message, s; idle queues are left out. */
  oldestAges: (queueNames: readonly string[], nowMs: number) =>
    aws.ask('cloudwatch:GetMetricData', async ({ cloudWatch }) => {
      const { MetricDataResults = [] } = await cloudWatch.send(
        new GetMetricDataCommand({
          // SQS publishes its metrics once a minute, with some delay.
          StartTime: new Date(nowMs - 15 * minuteMs),
          EndTime: new Date(nowMs),
          ScanBy: 'TimestampDescending',
          MetricDataQueries: queueNames.map((name, index) => ({
            Id: `q${index}`,
            MetricStat: {
              Metric: {
                Namespace: 'AWS/SQS',
                MetricName: 'ApproximateAgeOfOldestMessage',
                Dimensions: [{ Name: 'QueueName', Value: name }],
              },
              Period: 60,
              Stat: 'Maximum',
            },
          })),
        }),
      );
      return new Map(
        MetricDataResults.flatMap(({ Id = '', Values: [newest] = [] }): [string, number][] =>
          newest === undefined ? [] : [[queueNames[Number(Id.slice(1))] ?? '', newest]],
        ),
      );
    }),
  mailAccount: () =>
    aws.ask('ses:GetAccount', async ({ ses }): Promise<MailAccount> => ses.send(new GetAccountCommand({}))),
  /** @param EmailIdentity - An address or a domain. */
  mailIdentity: (EmailIdentity: string) =>
    aws.find('ses:GetEmailIdentity', async ({ ses }): Promise<MailIdentity> =>
      ses.send(new GetEmailIdentityCommand({ EmailIdentity })),
    ),
  /** @returns Lines of a log that have the JSON field `event` with this value, oldest first; undefined: no log. */
  events: (logGroupName: string, event: string, startTime: number) =>
    aws.find('logs:FilterLogEvents', async ({ logs: client }) => {
      const lines: LogLine[] = [];
      const filterPattern = `{ $.event = "${event}" }`;
      // Pages without a hit count: a busy log may have many.
      let left = 40;
      for await (const page of paginateFilterLogEvents({ client }, { logGroupName, startTime, filterPattern })) {
        for (const { timestamp = 0, message = '' } of page.events ?? []) lines.push({ atMs: timestamp, message });
        left -= 1;
        if (left === 0) return { lines, isCut: page.nextToken !== undefined };
      }
      return { lines, isCut: false };
    }),
  openTelegram: (apiRoot: string, token: string): CallBotApi => {
    const call = createCallBotApi(apiRoot, token);
    return (method, parameters) =>
      call(method, parameters).catch((error: unknown) => {
        if (!(error instanceof BotApiUnreachableError)) throw error;
        const text = `Telegram can't be reached: ${error.reason}`;
        throw new NotReadError(failed(text, 'look at the network, then run it again'));
      });
  },
});

export type Reads = ReturnType<typeof createReads>;
export type MailAccount = Omit<GetAccountCommandOutput, '$metadata'>;
export type MailIdentity = Pick<GetEmailIdentityCommandOutput, 'VerifiedForSendingStatus' | 'ConfigurationSetName'>;
