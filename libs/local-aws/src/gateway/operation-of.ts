import { AwsError } from '../service';
import { unknownOperation } from '../unknown-operation';

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly operation: string;
}

/** What stands before the operation's name in `x-amz-target`, by SigV4 service name. */
const targetPrefixes: Readonly<Record<string, string>> = {
  sqs: 'AmazonSQS',
  dynamodb: 'DynamoDB_20120810',
  logs: 'Logs_20140328',
  ssm: 'AmazonSSM',
};

const restRoutes: Readonly<Record<string, readonly Route[]>> = {
  lambda: [{ method: 'POST', path: /^\/2015-03-31\/functions\/[^/]+\/invocations$/, operation: 'Invoke' }],
};

/**
 * Names the operation that a request asks for.
 *
 * @param request - `target`: the header `x-amz-target`; `path`: without the query string.
 * @throws {AwsError} UnknownOperationException: neither header nor route fits the service. Not retryable.
 */
export function operationOf({
  service,
  method,
  path,
  target,
}: {
  service: string;
  method: string;
  path: string;
  target: string | undefined;
}): string {
  const route = restRoutes[service]?.find((candidate) => candidate.method === method && candidate.path.test(path));
  if (route) return route.operation;

  const prefix = targetPrefixes[service];
  const [targetPrefix, operation, ...rest] = (target ?? '').split('.');
  const fits = prefix !== undefined && targetPrefix === prefix && rest.length === 0;
  if (fits && operation !== undefined && /^[A-Za-z]+$/.test(operation) && method === 'POST') return operation;

  throw unknownOperation(service, target ?? `${method} ${path}`);
}

/** @throws {AwsError} Another host than this computer's: a web page whose name resolves to it. Not retryable. */
export function requireLoopbackHost(host: string | undefined): void {
  if (/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '')) return;
  throw new AwsError('InvalidHostException', `The local cloud answers 127.0.0.1 only, not "${host ?? ''}".`, {
    status: 403,
  });
}
