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
