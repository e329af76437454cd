import { serviceApiOf } from '../api/service-apis';
import { escapeXml } from '../escape-xml';
import { type AwsError } from '../service';

/** An error as the client of one service expects it. */
export interface RenderedError {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Errors that the frameworks under DynamoDB raise, and not DynamoDB itself, carry these instead of its own namespace. */
const frameworkNamespaces: Readonly<Record<string, string>> = {
  ValidationException: 'com.amazon.coral.validate#',
  SerializationException: 'com.amazon.coral.service#',
  UnknownOperationException: 'com.amazon.coral.service#',
  UnrecognizedClientException: 'com.amazon.coral.service#',
  MissingAuthenticationTokenException: 'com.amazon.coral.service#',
  IncompleteSignatureException: 'com.amazon.coral.service#',
  InvalidSignatureException: 'com.amazon.coral.service#',
  AccessDeniedException: 'com.amazon.coral.service#',
};

/** The errors of DynamoDB whose member is called `Message` in its service model; that of the others is `message`. */
const capitalMessageErrors: ReadonlySet<string> = new Set([
  'IdempotentParameterMismatchException',
  'TransactionCanceledException',
  'TransactionInProgressException',
]);

/** The names that the errors of every service have in the Query protocol. */
const commonQueryCodes: Readonly<Record<string, string>> = {
  IncompleteSignatureException: 'IncompleteSignature',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  UnrecognizedClientException: 'InvalidClientTokenId',
};

/** The errors of SQS that have another name in its older Query protocol, as the service model and people list them. */
const queryErrorCodes: Readonly<Record<string, string>> = {
  ...commonQueryCodes,
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
  PurgeQueueInProgress: 'AWS.SimpleQueueService.PurgeQueueInProgress',
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  SerializationException: 'MalformedInput',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
};

/** The errors of SQS that its service model does not list: their names in the body differ from those in the header. */
const sqsFrameworkErrors: Readonly<Record<string, string>> = {
  InvalidParameterValue: 'com.amazon.coral.service#InvalidParameterValueException',
  MissingParameter: 'com.amazon.coral.service#MissingRequiredParameterException',
  SerializationException: 'com.amazon.coral.service#SerializationException',
};

/**
 * Writes an error in the shape from which the SDK's client of that service takes its name and message.
 *
 * @param service - SigV4 service name.
 * @param isForm - Whether the request had its parameters in a form: SQS and services that are not known then speak XML.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html (the header `x-amzn-query-error`, and XML)
 */
export function renderError(service: string, error: AwsError, isForm: boolean): RenderedError {
  const { code, message, members, status } = error;
  switch (service) {
    case 'sqs':
      if (isForm) return xml(error);
      return json(
        { __type: sqsFrameworkErrors[code] ?? `com.amazonaws.sqs#${code}`, message, ...members },
        { 'x-amzn-query-error': query(error) },
      );
    case 'dynamodb':
      return json({ __type: `${namespaceOf(code)}${code}`, [dynamoDbMessageName(code)]: message, ...members });
    case 'lambda':
      return json(
        { Type: status < 500 ? 'User' : 'Service', Message: message, message, ...members },
        { 'x-amzn-errortype': code },
      );
    case 'scheduler':
      return json({ Message: message, ...members }, { 'x-amzn-errortype': code });
    case 'ses':
      return json({ message, ...members }, { 'x-amzn-errortype': code });
    default:
      return isXml(service, isForm) ? xml(error) : json({ __type: code, message, ...members });
  }
}

/** @returns The content type of the service's protocol, for answers and errors. */
export function contentTypeOf(service: string): string {
  const api = serviceApiOf(service);
  switch (api?.protocol) {
    case 'query':
      return 'text/xml';
    case 'rest-json':
      return 'application/json';
    default:
      return `application/x-amz-json-${api?.jsonVersion ?? '1.1'}`;
  }
}

function isXml(service: string, isForm: boolean): boolean {
  const api = serviceApiOf(service);
  return api ? api.protocol === 'query' : isForm;
}

function xml({ code, message, status }: AwsError): RenderedError {
  const error =
    `<Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>` +
    `<Code>${escapeXml(commonQueryCodes[code] ?? code)}</Code><Message>${escapeXml(message)}</Message></Error>`;
  return { headers: { 'content-type': 'text/xml' }, body: `<ErrorResponse>${error}</ErrorResponse>` };
}

const json = (body: object, headers: Readonly<Record<string, string>> = {}): RenderedError => ({
  headers,
  body: JSON.stringify(body),
});

/** The SDK for Go reads the message only under the name that the service model has for it. */
const dynamoDbMessageName = (code: string): string => (capitalMessageErrors.has(code) ? 'Message' : 'message');

const namespaceOf = (code: string): string => frameworkNamespaces[code] ?? 'com.amazonaws.dynamodb.v20120810#';

const query = ({ code, status }: AwsError): string =>
  `${queryErrorCodes[code] ?? code};${status < 500 ? 'Sender' : 'Receiver'}`;
