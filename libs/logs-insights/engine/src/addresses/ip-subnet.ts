import { type IpAddress, parseIpAddress } from './ip-address';

/** A block of addresses that begin with the same bits. */
export interface IpSubnet {
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
