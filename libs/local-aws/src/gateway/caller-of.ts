import { serviceApiOf } from '../api/service-apis';
import { AwsError } from '../service';

/** Who signed a request, and for what. */
export interface Caller {
  readonly principal: string;
  readonly region: string;
  /** The SigV4 service name. */
  readonly service: string;
}

const credentialPattern =
  /^AWS4-HMAC-SHA256 +Credential=(?<key>[^/, ]+)\/\d{8}\/(?<region>[^/, ]+)\/(?<service>[^/, ]+)\/aws4_request/;

/**
 * Tells who made a request by the access key in its `Authorization` header.
 *
 * The signature itself is not verified: the keys are made up per run and the listener is on the loopback address.
 *
 * @param authorization - The header, undefined when there is none.
 * @param principals - Access key to the name of the principal who owns it.
 * @throws {AwsError} No header, no SigV4 credential in it, or a key that nobody owns. Not retryable.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export function callerOf(authorization: string | undefined, principals: ReadonlyMap<string, string>): Caller {
  if (authorization === undefined) {
    throw forbidden('MissingAuthenticationTokenException', 'The request has no Authorization header.');
  }
  const { key, region, service } = credentialPattern.exec(authorization)?.groups ?? {};
  if (key === undefined || region === undefined || service === undefined) {
    throw forbidden('IncompleteSignatureException', 'The Authorization header has no Signature Version 4 credential.');
  }
  const principal = principals.get(key);
  if (principal === undefined) throw unknownKey(service);
  return { principal, region, service };
}

/**
 * What a service says of a key that nobody owns, by its protocol. SQS as it did before it spoke JSON (unverified).
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html (InvalidClientTokenId)
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html (UnrecognizedClientException is a 400)
 */
function unknownKey(service: string): AwsError {
  const protocol = serviceApiOf(service)?.protocol;
  const code = protocol === 'query' ? 'InvalidClientTokenId' : 'UnrecognizedClientException';
  const status = protocol === 'json' && service !== 'sqs' ? 400 : 403;
  return new AwsError(code, 'The security token included in the request is invalid.', { status });
}

const forbidden = (code: string, message: string): AwsError => new AwsError(code, message, { status: 403 });
