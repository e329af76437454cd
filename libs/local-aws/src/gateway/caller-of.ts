import { refusalStatusOf } from '../refusal-status';
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
 * @param authorization - The header, undefined when there is none.
 * @param principals - Access key to the name of the principal who owns it.
 * @throws {AwsError} No header, no SigV4 credential in it, or a key that nobody owns. Not retryable.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export function callerOf(authorization: string | undefined, principals: ReadonlyMap<string, string>): Caller {
  if (authorization === undefined) {
    throw signatureError(undefined, 'MissingAuthenticationTokenException', 'The request has no Authorization header.');
  }
  const { key, region, service } = credentialPattern.exec(authorization)?.groups ?? {};
  if (key === undefined || region === undefined || service === undefined) {
    const message = 'The Authorization header has no Signature Version 4 credential.';
    throw signatureError(undefined, 'IncompleteSignatureException', message);
  }
  const principal = principals.get(key);
  if (principal === undefined) {
    const message = 'The security token included in the request is invalid.';
    throw signatureError(service, 'UnrecognizedClientException', message);
  }
  return { principal, region, service };
}

/**
 * What is wrong with the keys or the signature of a request.
 *
 * @param service - SigV4 service name; undefined when the request does not tell.
 */
export const signatureError = (service: string | undefined, code: string, message: string): AwsError =>
  new AwsError(code, message, { status: refusalStatusOf(service) });
