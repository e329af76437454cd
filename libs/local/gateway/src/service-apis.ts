import { percentDecode } from './http/serve-on-loopback';

import { type ServiceCall } from './service';

/** One operation's address in a REST service, for example `GET /schedules/{Name}`. */
type RestRoute = `${'GET' | 'POST'} /${string}`;

/** The protocol of a service. */
export type ServiceApi =
  | {
      readonly protocol: 'json';
      readonly jsonVersion: '1.0' | '1.1';
      /** The prefix of the operation's name in the header `x-amz-target`. */
      readonly targetPrefix: string;
    }
  | { readonly protocol: 'rest-json'; readonly routes: Readonly<Record<string, RestRoute>> }
  /** Parameters in a form, answers in XML. */
  | { readonly protocol: 'query' };

/** The services of the local cloud, by their SigV4 names. Each refuses operations that it does not emulate by name. */
export const serviceApis = {
  dynamodb: { protocol: 'json', jsonVersion: '1.0', targetPrefix: 'DynamoDB_20120810' },
  lambda: {
    protocol: 'rest-json',
    routes: {
      GetAccountSettings: 'GET /2016-08-19/account-settings',
      GetFunction: 'GET /2015-03-31/functions/{FunctionName}',
      GetFunctionConcurrency: 'GET /2019-09-30/functions/{FunctionName}/concurrency',
      GetFunctionConfiguration: 'GET /2015-03-31/functions/{FunctionName}/configuration',
      GetFunctionUrlConfig: 'GET /2021-10-31/functions/{FunctionName}/url',
      Invoke: 'POST /2015-03-31/functions/{FunctionName}/invocations',
      ListEventSourceMappings: 'GET /2015-03-31/event-source-mappings',
      ListFunctions: 'GET /2015-03-31/functions',
    },
  },
  logs: { protocol: 'json', jsonVersion: '1.1', targetPrefix: 'Logs_20140328' },
  monitoring: { protocol: 'json', jsonVersion: '1.0', targetPrefix: 'GraniteServiceVersion20100801' },
  scheduler: {
    protocol: 'rest-json',
    routes: { GetSchedule: 'GET /schedules/{Name}', ListSchedules: 'GET /schedules' },
  },
  ses: {
    protocol: 'rest-json',
    routes: {
      GetAccount: 'GET /v2/email/account',
      GetEmailIdentity: 'GET /v2/email/identities/{EmailIdentity}',
      SendEmail: 'POST /v2/email/outbound-emails',
    },
  },
  sqs: { protocol: 'json', jsonVersion: '1.0', targetPrefix: 'AmazonSQS' },
  ssm: { protocol: 'json', jsonVersion: '1.1', targetPrefix: 'AmazonSSM' },
  iam: { protocol: 'query' },
  sts: { protocol: 'query' },
} as const satisfies Record<string, ServiceApi>;

/** The emulated operations of a REST service: its implementation has a member for each, or does not compile. */
export type OperationOf<Service extends 'lambda' | 'scheduler' | 'ses'> = keyof (typeof serviceApis)[Service]['routes'];

/** @returns The API of a service; undefined if it is not emulated. */
export const serviceApiOf = (name: string): ServiceApi | undefined =>
  Object.hasOwn(serviceApis, name) ? serviceApis[name as keyof typeof serviceApis] : undefined;

/**
 * Finds the operation of a REST service whose route a request fits. A slash at the end means nothing, as for AWS.
 *
 * @param path - Percent-encoded, without the query string.
 * @returns The operation and its path parameters, decoded: what can't be decoded stays as it is.
 */
export function findRoute(
  { routes }: Extract<ServiceApi, { protocol: 'rest-json' }>,
  { method, path }: Pick<ServiceCall, 'method' | 'path'>,
): { readonly operation: string; readonly parameters: Readonly<Record<string, string>> } | undefined {
  for (const [operation, route] of Object.entries(routes)) {
    const match = new RegExp(`^${route.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`).exec(`${method} ${path}`);
    if (!match) continue;
    const places = Object.entries(match.groups ?? {}).map(([name, value]) => [name, percentDecode(value)]);
    return { operation, parameters: Object.fromEntries(places) as Record<string, string> };
  }
  return undefined;
}

/** @returns The path parameters of a call to a REST service; none for other services. */
export function pathParametersOf(
  call: Pick<ServiceCall, 'method' | 'path' | 'service'>,
): Readonly<Record<string, string>> {
  const api = serviceApiOf(call.service);
  return (api?.protocol === 'rest-json' && findRoute(api, call)?.parameters) || {};
}
