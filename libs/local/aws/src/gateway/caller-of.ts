import { refusalStatusOf } from '../refusal-status';
import { AwsError } from '../service';

/** What a request is signed with. */
export interface Credential {
  readonly accessKey: string;
  readonly region: string;
  /** The SigV4 service name. */
  readonly service: string;
}

/** Who signed a request, and for what. */
export interface Caller extends Omit<Credential, 'accessKey'> {
  readonly principal: string;
}

const credentialPattern =
  /^AWS4-HMAC-SHA256 +Credential=(?<key>[^/, ]+)\/[^/, ]+\/(?<region>[^/, ]+)\/(?<service>[^/, ]+)\/[^/, ]+/;

/**
 * Reads the `Authorization` header of a request.
 *
 * @param authorization - The header, undefined when there is none.
 * @throws {AwsError} No header, or no SigV4 credential in it. Not retryable.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export function credentialOf(authorization: string | undefined): Credential {
  if (authorization === undefined) {
    throw signatureError(undefined, 'MissingAuthenticationTokenException', 'The request has no Authorization header.');
  }
  const { key, region, service } = credentialPattern.exec(authorization)?.groups ?? {};
  if (key === undefined || region === undefined || service === undefined) {
    const message = 'The Authorization header has no Signature Version 4 credential.';
    throw signatureError(undefined, 'IncompleteSignatureException', message);
  }
  return { accessKey: key, region, service };
}

/**
 * Tells who made a request by its access key.
 *
 * @param principals - Access key to the name of the principal who owns it.
 * @throws {AwsError} The key belongs to no principal. Not retryable.
 */
export function callerOf({ accessKey, ...scope }: Credential, principals: ReadonlyMap<string, string>): Caller {
  const principal = principals.get(accessKey);
  if (principal === undefined) {
    const message = 'The security token included in the request is invalid.';
    throw signatureError(scope.service, 'UnrecognizedClientException', message);
  }
  return { principal, ...scope };
}

/**
 * What is wrong with the keys or the signature of a request.
 *
 * @param service - SigV4 service name; undefined when the request does not tell.
 */
export const signatureError = (service: string | undefined, code: string, message: string): AwsError =>
  new AwsError(code, message, { status: refusalStatusOf(service) });
