import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import { type Caller, type RequestParts, signatureError } from './read-request';

/** The signed parts of a request. */
export type SignedRequest = RequestParts & { readonly body: Buffer };

const algorithm = 'AWS4-HMAC-SHA256';

/** What requests must be signed with. */
export interface Signing {
  /** @returns The only region. */
  region(): string;
  /** @returns The secret key of a principal. */
  secretOf(principal: string): string;
}

/**
 * Computes the signature of a request and compares it with the one in its header.
 *
 * The time of the signature is not compared with any clock: the local cloud's may show any time.
 *
 * @throws {AwsError} InvalidSignatureException: another secret or scope, the host is not signed, or a part of the request is
 *   not what was signed; IncompleteSignatureException: a part of the header is missing, or its date is not a date. Not retryable.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function verifySignature(
  request: SignedRequest,
  { principal, service, region }: Caller,
  signing: Signing,
): void {
  const { authorization = '' } = request.headers;
  const signedAt = request.headers['x-amz-date'] ?? request.headers['date'];
  const names = /[ ,]SignedHeaders=(?<names>[^, ]+)/.exec(authorization)?.groups?.['names'];
  const signature = /[ ,]Signature=(?<signature>[^, ]+)/.exec(authorization)?.groups?.['signature'];
  if (names === undefined || signature === undefined || signedAt === undefined || !/^\d{8}T\d{6}Z$/.test(signedAt)) {
    const message =
      "Authorization header requires 'Signature', 'SignedHeaders', and a 'X-Amz-Date' header in ISO-8601 'basic format'.";
    throw signatureError(service, 'IncompleteSignatureException', message);
  }
  const invalid = (message: string): Error => signatureError(service, 'InvalidSignatureException', message);
  const onlyRegion = signing.region();
  if (region !== onlyRegion) {
    throw invalid(`Credential should be scoped to a valid region, not '${region}'. The local cloud is ${onlyRegion}.`);
  }
  const canonicalHeaders = canonicalHeaderNames(names);
  if (!canonicalHeaders.includes('host')) {
    throw invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  // A caller who has signed for another day or with another terminator has another key.
  const scope = [signedAt.slice(0, 8), region, service, 'aws4_request'];
  const canonical = canonicalRequest(request, canonicalHeaders);
  const toSign = [algorithm, signedAt, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<Buffer>(hmac, Buffer.from(`AWS4${signing.secretOf(principal)}`));
  if (names !== canonicalHeaders.join(';') || !isSame(hmac(key, toSign).toString('hex'), signature)) {
    throw invalid(mismatch(canonical, toSign));
  }
}

/** Lower case, in order, each once: a signer that lists them otherwise has signed something else. */
const canonicalHeaderNames = (names: string): string[] => [...new Set(names.toLowerCase().split(';'))].sort(compare);

/** Paths are encoded a second time, as for every service but S3. */
function canonicalRequest({ method, path, query, headers, body }: SignedRequest, names: readonly string[]): string {
  const valueOf = (name: string): string => (Object.hasOwn(headers, name) ? (headers[name] ?? '') : '');
  const lines = names.map((name) => `${name}:${valueOf(name).trim().replace(/ {2,}/g, ' ')}`);
  const encodedPath = path.split('/').map(encode).join('/');
  return [method, encodedPath, canonicalQuery(query), ...lines, '', names.join(';'), sha256(body)].join('\n');
}

const canonicalQuery = (query: string): string =>
  [...new URLSearchParams(query.replaceAll('+', '%2B'))]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([oneName, one], [otherName, other]) => compare(oneName, otherName) || compare(one, other))
    .map((pair) => pair.join('='))
    .join('&');

const compare = (one: string, other: string): number => Number(one > other) - Number(one < other);

/** What `encodeURIComponent` leaves out of RFC 3986. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

const sha256 = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex');

const hmac = (key: Buffer | string, data: string): Buffer => createHmac('sha256', key).update(data).digest();

function isSame(computed: string, given: string): boolean {
  const [one, other] = [Buffer.from(computed), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** AWS's text: it shows both computations, so that the caller can find out which side is wrong. */
const mismatch = (canonical: string, toSign: string): string =>
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and ' +
  'signing method. Consult the service documentation for details.\n\n' +
  `The Canonical String for this request should have been\n'${canonical}'\n\nThe String-to-Sign should have been\n'${toSign}'\n`;
