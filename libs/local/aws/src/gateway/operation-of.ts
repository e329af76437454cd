import { isLoopbackHost } from '@pulso/local/machine';

import { matchRoute } from '../api/match-route';
import { type ServiceApi, serviceApiOf } from '../api/service-apis';
import { AwsError } from '../service';
import { unknownOperation } from '../unknown-operation';

/** What tells the operation of a request. */
export interface RequestToName {
  /** SigV4 service name. */
  readonly service: string;
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  /** The header `x-amz-target`. */
  readonly target: string | undefined;
  readonly body: Buffer;
}

/**
 * Names the operation that a request asks for.
 *
 * @throws {AwsError} UnknownOperationException: the request fits no operation, or one that is not emulated. Not retryable.
 */
export function operationOf(request: RequestToName): string {
  const api = serviceApiOf(request.service);
  const operation = api && nameIn(api, request);
  if (operation !== undefined && Object.hasOwn(api?.operations ?? {}, operation)) return operation;
  const { service, target, method, path } = request;
  throw unknownOperation(service, operation ?? target ?? `${method} ${path}`);
}

function nameIn(api: ServiceApi, request: RequestToName): string | undefined {
  switch (api.protocol) {
    case 'json': {
      const [prefix, operation, ...rest] = (request.target ?? '').split('.');
      const fits = prefix === api.targetPrefix && rest.length === 0 && request.method === 'POST';
      return fits && operation !== undefined && /^[A-Za-z]+$/.test(operation) ? operation : undefined;
    }
    case 'rest-json':
      return Object.entries(api.operations).find(([, { route }]) => matchRoute(route, request))?.[0];
    case 'query': {
      const parameters = new URLSearchParams(request.body.toString('utf8'));
      const action = parameters.get('Action') ?? '';
      return /^[A-Za-z]{1,100}$/.test(action) ? action : undefined;
    }
    default:
      return api satisfies never;
  }
}

/** @throws {AwsError} Another host than this computer's: a web page whose name resolves to it. Not retryable. */
export function requireLoopbackHost(host: string | undefined): void {
  if (isLoopbackHost(host)) return;
  throw new AwsError('InvalidHostException', `The local cloud answers 127.0.0.1 only, not "${host ?? ''}".`, {
    status: 403,
  });
}

/**
 * The refusal of a call in the protocol that SQS spoke before November 2023: forms, answered in XML.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-faqs.html (the versions)
 */
export const oldProtocolOfSqs = (): AwsError =>
  new AwsError(
    'UnsupportedOperation',
    'The local cloud does not emulate the Query protocol of SQS (forms and XML). Use a client that speaks JSON: the AWS ' +
      'CLI from 1.29.82 or 2.14, boto3 from 1.28.82, the AWS SDK for JavaScript from 2.1492 or 3.447, for Go from ' +
      '1.47.7, for Java from 1.12.585 or 2.21.19.',
  );
