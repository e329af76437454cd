import { type IncomingMessage } from 'node:http';

import { isLoopbackHost } from './serve-on-loopback';
import { AwsError } from '@pulso/world/aws';
import { refusalStatusOf } from '@pulso/world/permissions';

import { type ServiceCall, unknownOperation } from '../service';
import { findRoute, type ServiceApi, serviceApiOf } from '../service-apis';

/** Who signed a request, and for what. */
export type Caller = Pick<ServiceCall, 'principal' | 'region' | 'service'>;

/** The parts of a request that a service reads. */
export type RequestParts = Pick<ServiceCall, 'headers' | 'method' | 'path'> & {
  /** The query string behind the question mark; empty without one. */
  readonly query: string;
};

export function partsOf({ headers, method = '', url = '/' }: IncomingMessage): RequestParts {
  const [path = '/', ...rest] = url.split('?');
  const flat = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]);
  return { method, path, query: rest.join('?'), headers: Object.fromEntries(flat) as Record<string, string> };
}

/** The name of a request whose operation is not known yet. */
export const nameOf = ({ headers, method, url }: IncomingMessage): string =>
  String(headers['x-amz-target'] ?? `${method} ${url}`).slice(0, 200);

/** Whether the parameters stand in a form, as in the Query protocol. */
export const isForm = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;

/** @throws {AwsError} Another host than this computer's: a web page whose name resolves to it. Not retryable. */
export function requireLoopbackHost(host: string | undefined): void {
  if (isLoopbackHost(host)) return;
  const message = `The local cloud answers 127.0.0.1 only, not "${host ?? ''}".`;
  throw new AwsError('InvalidHostException', message, { status: 403 });
}

const credentialPattern =
  /^AWS4-HMAC-SHA256 +Credential=(?<key>[^/, ]+)\/[^/, ]+\/(?<region>[^/, ]+)\/(?<service>[^/, ]+)\/[^/, ]+/;

/**
 * Tells who made a request by its access key.
 *
 * @param authorization - The header, undefined when there is none.
 * @param principals - Access key to the name of the principal who owns it.
 * @param onService - Gets the service, even before an unknown caller is refused: the error comes in its protocol.
 * @throws {AwsError} No header, no SigV4 credential in it, or an unknown key. Not retryable.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export function callerOf(
  authorization: string | undefined,
  principals: ReadonlyMap<string, string>,
  onService: (service: string) => void,
): Caller {
  if (authorization === undefined) {
    throw signatureError(undefined, 'MissingAuthenticationTokenException', 'The request has no Authorization header.');
  }
  const { key, region, service } = credentialPattern.exec(authorization)?.groups ?? {};
  if (key === undefined || region === undefined || service === undefined) {
    const message = 'The Authorization header has no Signature Version 4 credential.';
    throw signatureError(undefined, 'IncompleteSignatureException', message);
  }
  onService(service);
  const principal = principals.get(key);
  if (principal !== undefined) return { principal, region, service };
  const message = 'The security token included in the request is invalid.';
  throw signatureError(service, 'UnrecognizedClientException', message);
}

/** What is wrong with the keys or the signature of a request. @param service - Undefined when the request does not tell. */
export const signatureError = (service: string | undefined, code: string, message: string): AwsError =>
  new AwsError(code, message, { status: refusalStatusOf(service) });

/**
 * Names the operation that a request asks for.
 *
 * @throws {AwsError} UnknownOperationException: it fits no operation of the service. UnsupportedOperation: a form for SQS,
 * the protocol that it spoke before November 2023. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-faqs.html (the versions)
 */
export function operationOf(request: RequestParts & { readonly service: string; readonly body: Buffer }): string {
  const { service, method, path, headers } = request;
  if (service === 'sqs' && isForm(request)) {
    const versions =
      'the AWS CLI from 1.29.82 or 2.14, boto3 from 1.28.82, the AWS SDK for JavaScript from 2.1492 or 3.447';
    const message = `The local cloud does not emulate the Query protocol of SQS. Use a client that speaks JSON: ${versions}.`;
    throw new AwsError('UnsupportedOperation', message);
  }
  const api = serviceApiOf(service);
  const operation = api && nameIn(api, request);
  if (operation !== undefined) return operation;
  throw unknownOperation(service, headers['x-amz-target']?.slice(0, 200) ?? `${method} ${path}`);
}

function nameIn(api: ServiceApi, request: Parameters<typeof operationOf>[0]): string | undefined {
  switch (api.protocol) {
    case 'json': {
      const [prefix, operation = '', ...rest] = (request.headers['x-amz-target'] ?? '').split('.');
      const fits = prefix === api.targetPrefix && rest.length === 0 && request.method === 'POST';
      return fits && /^[A-Za-z]{1,100}$/.test(operation) ? operation : undefined;
    }
    case 'rest-json':
      return findRoute(api, request)?.operation;
    case 'query':
      return /(?:^|&)Action=([A-Za-z]{1,100})(?:&|$)/.exec(request.body.toString('utf8'))?.[1];
    default:
      return api satisfies never;
  }
}
