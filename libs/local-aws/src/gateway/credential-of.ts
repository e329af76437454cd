import { serviceApiOf } from '../api/service-apis';
import { AwsError } from '../service';

/** What a request was signed with, and for what. */
export interface Credential {
  readonly accessKey: string;
  readonly region: string;
  /** The SigV4 service name. */
  readonly service: string;
}

const credentialPattern =
  /^AWS4-HMAC-SHA256 +Credential=(?<key>[^/, ]+)\/\d{8}\/(?<region>[^/, ]+)\/(?<service>[^/, ]+)\/aws4_request/;

/**
 * Reads the `Authorization` header of a request.
 *
 * The signature itself is not verified: the keys are made up per run and the listener is on the loopback address.
 *
 * @param authorization - The header, undefined when there is none.
 * @throws {AwsError} No header, or no SigV4 credential in it. Not retryable.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export function credentialOf(authorization: string | undefined): Credential {
  if (authorization === undefined) {
    throw forbidden('MissingAuthenticationTokenException', 'The request has no Authorization header.');
  }
  const { key, region, service } = credentialPattern.exec(authorization)?.groups ?? {};
  if (key === undefined || region === undefined || service === undefined) {
    throw forbidden('IncompleteSignatureException', 'The Authorization header has no Signature Version 4 credential.');
  }
  return { accessKey: key, region, service };
}

/**
 * Tells who made a request by the access key.
 *
 * @param principals - Access key to the name of the principal who owns it.
 * @throws {AwsError} Nobody owns the key. Not retryable.
 */
export function principalOf({ accessKey, service }: Credential, principals: ReadonlyMap<string, string>): string {
  const principal = principals.get(accessKey);
  if (principal === undefined) throw unknownKey(service);
  return principal;
}

const forbidden = (code: string, message: string): AwsError => new AwsError(code, message, { status: 403 });

/**
 * Says that nobody owns a key, in the service's words. SQS says `InvalidClientTokenId` as well, in the header that tells
 * errors of the Query protocol.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html InvalidClientTokenId, 403
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 *   UnrecognizedClientException, 400. That other services of its protocol have the same status is unverified, and so is
 *   the one of the REST services.
 */
function unknownKey(service: string): AwsError {
  const message = 'The security token included in the request is invalid.';
  const api = serviceApiOf(service);
  if (api?.protocol === 'query') return forbidden('InvalidClientTokenId', message);
  const isPlainJson = api?.protocol === 'json' && service !== 'sqs';
  return new AwsError('UnrecognizedClientException', message, { status: isPlainJson ? 400 : 403 });
}
