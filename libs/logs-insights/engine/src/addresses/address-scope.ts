import { type IpAddress } from './ip-address';
import { type IpSubnet, isInSubnet, parseIpSubnet } from './ip-subnet';

const subnets = (...texts: readonly string[]): readonly IpSubnet[] =>
  texts.map(parseIpSubnet).filter((subnet) => subnet !== undefined);

/** RFC 1918, and the unique local addresses of IPv6. */
const privateSubnets = subnets('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7');

/** What RFC 6890 lists beside them and does not route globally, and multicast. */
const reservedSubnets = subnets(
  '0.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  '::1/128',
  '::ffff:0:0/96',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  'fe80::/10',
  'ff00::/8',
);

/**
 * Tells what an address is for; every address is in exactly one scope (unverified).
 *
 * @see https://www.rfc-editor.org/rfc/rfc6890
 */
export function scopeOf(address: IpAddress): 'private' | 'reserved' | 'public' {
  if (privateSubnets.some((subnet) => isInSubnet(address, subnet))) return 'private';
  return reservedSubnets.some((subnet) => isInSubnet(address, subnet)) ? 'reserved' : 'public';
}
