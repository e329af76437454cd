/** An IP address as groups of 16 bits: two of them for IPv4, eight for IPv6. */
export type IpAddress = readonly number[];

/** Longer texts are no address. */
const maxIpv4Length = 15;
const maxIpv6Length = 45;

/** Zeros in front of other digits are left out: some programs take such parts for octal. */
const octet = /^(?:0|[1-9]\d{0,2})$/;
const group = /^[0-9a-fA-F]{1,4}$/;

/**
 * Reads an IPv4 address in dotted decimal.
 *
 * @returns Two groups; undefined for anything else, also for parts with leading zeros.
 */
export function parseIpv4(text: string): IpAddress | undefined {
  const parts = text.length > maxIpv4Length ? [] : text.split('.');
  if (parts.length !== 4 || !parts.every((part) => octet.test(part) && Number(part) <= 255)) return undefined;
  const [first = 0, second = 0, third = 0, fourth = 0] = parts.map(Number);
  return [first * 256 + second, third * 256 + fourth];
}

/**
 * Reads an IPv6 address, which may be shortened with `::` and end in an IPv4 address.
 *
 * @returns Eight groups; undefined for anything else, also for addresses with a zone (`fe80::1%eth0`).
 * @see https://www.rfc-editor.org/rfc/rfc4291#section-2.2
 */
export function parseIpv6(text: string): IpAddress | undefined {
  if (text.length > maxIpv6Length || !text.includes(':')) return undefined;
  const gap = text.indexOf('::');
  if (gap < 0) {
    const groups = groupsOf(text);
    return groups?.length === 8 ? groups : undefined;
  }
  const head = groupsOf(text.slice(0, gap));
  const tail = groupsOf(text.slice(gap + 2));
  // An IPv4 address stands at the end only.
  if (!head || !tail || text.lastIndexOf('.', gap) >= 0) return undefined;
  const zeroCount = 8 - head.length - tail.length;
  return zeroCount < 1 ? undefined : [...head, ...Array<number>(zeroCount).fill(0), ...tail];
}

/** @returns An address of either version; the number of its groups tells which. */
export const parseIpAddress = (text: string): IpAddress | undefined => parseIpv4(text) ?? parseIpv6(text);

/** Groups joined by single colons, the last of which may be an IPv4 address; an empty text has none. */
function groupsOf(text: string): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const embedded = parts.at(-1)?.includes('.') ? parseIpv4(parts.pop() ?? '') : [];
  if (!embedded || !parts.every((part) => group.test(part))) return undefined;
  return [...parts.map((part) => Number.parseInt(part, 16)), ...embedded];
}

/** A block of addresses that begin with the same bits. */
interface IpSubnet {
  readonly address: IpAddress;
  /** How many leading bits count. */
  readonly prefixLength: number;
}

const prefix = /^(?:0|[1-9]\d{0,2})$/;

/**
 * Reads a subnet in CIDR notation, such as `10.0.0.0/8` or `2001:db8::/32`.
 *
 * @returns undefined for anything else, an address without a prefix length included. Bits beyond the prefix may be set.
 */
export function parseIpSubnet(text: string): IpSubnet | undefined {
  const slash = text.indexOf('/');
  const address = slash < 0 ? undefined : parseIpAddress(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (!address || !prefix.test(length) || Number(length) > address.length * 16) return undefined;
  return { address, prefixLength: Number(length) };
}

/** @returns Whether the address belongs to the subnet; an IPv4 address is never part of an IPv6 subnet. */
export function isInSubnet(address: IpAddress, subnet: IpSubnet): boolean {
  if (address.length !== subnet.address.length) return false;
  return address.every((group, index) => {
    const bitCount = Math.min(16, Math.max(0, subnet.prefixLength - index * 16));
    return (group ^ (subnet.address[index] ?? 0)) >> (16 - bitCount) === 0;
  });
}

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
