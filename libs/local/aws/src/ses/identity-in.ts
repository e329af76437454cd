import { AwsError } from '../service';

const label = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const identityPattern = new RegExp(`^([^\\s@]{1,64}@)?${label}(\\.${label})+$`);

/**
 * Reads the name of an identity: an address or a domain.
 *
 * @throws {AwsError} NotFoundException: there can be no identity of that name. Not retryable.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html
 */
export function identityIn(name: string): string {
  if (identityPattern.test(name)) return name;
  throw new AwsError('NotFoundException', `Email identity ${name.slice(0, 100)} does not exist.`, { status: 404 });
}
