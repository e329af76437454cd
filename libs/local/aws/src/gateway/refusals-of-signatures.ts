/** What is said of a credential's scope. */
interface Scope {
  readonly region: string;
  /** As it stands in the credential. */
  readonly date: string;
  readonly terminator: string;
  /** The header `X-Amz-Date`. */
  readonly signedAt: string;
  /** The region that there is. */
  readonly onlyRegion: string;
}

/**
 * What AWS says of a signature's time, in its words as people report them.
 *
 * @returns undefined when it is well-formed.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export function malformedDate(signedAt: string): string | undefined {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(signedAt) ?? [];
  const [year, month, day, hour, minute, second] = parts;
  if (!Number.isNaN(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`))) return undefined;
  return (
    `Date must be in ISO-8601 'basic format'. Got '${signedAt.slice(0, 100)}'. ` +
    'See http://en.wikipedia.org/wiki/ISO_8601'
  );
}

/**
 * What AWS says of signed headers without the host, in its words as people report them.
 *
 * @returns undefined when it is among them, in upper or lower case.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export const unsignedHost = (names: string): string | undefined =>
  names.toLowerCase().split(';').includes('host')
    ? undefined
    : "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";

/**
 * What AWS says of a credential's scope, everything at once, in its words as people report them.
 *
 * @returns undefined when nothing is wrong.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export function wrongScope({ region, date, terminator, signedAt, onlyRegion }: Scope): string | undefined {
  const day = signedAt.slice(0, 8);
  const refusals = [
    ...(region === onlyRegion
      ? []
      : [`Credential should be scoped to a valid region, not '${region}'. The local cloud is ${onlyRegion}.`]),
    ...(terminator === 'aws4_request'
      ? []
      : [`Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'.`]),
    ...(date === day
      ? []
      : [
          'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ' +
            `'${date}' != '${day}', from '${signedAt}'.`,
        ]),
  ];
  return refusals.length === 0 ? undefined : refusals.join(' ');
}

/**
 * Names the parts of the header that did not come.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function missingParts({
  names,
  signature,
  signedAt,
}: Readonly<Record<'names' | 'signature' | 'signedAt', string | undefined>>): string {
  return [
    ...(signature === undefined ? ["Authorization header requires 'Signature' parameter."] : []),
    ...(names === undefined ? ["Authorization header requires 'SignedHeaders' parameter."] : []),
    ...(signedAt === undefined
      ? ["Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."]
      : []),
  ].join(' ');
}
