import { type FoundUrl, type Span, noEnd } from './found-url';
import { isTopLevelDomain } from './top-level-domains';

const email = /^([a-z\d_-]{0,26}[.+]){0,10}[a-z\d_-]{1,35}@(([a-z\d][a-z\d_-]{0,28})?[a-z\d]\.){1,6}[a-z]{2,8}$/i;

const ipV4 = /^(?:(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])\.){3}(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])$/;

/**
 * Decides what something that looks like a link is: an address, a link that may be shorter, or none.
 *
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp fix_url
 */
export function linkOf(text: string, { begin, end }: Span): FoundUrl | undefined {
  const match = text.slice(begin, end);
  if (email.test(match)) return { type: 'email', begin, end };
  if (match.startsWith('mailto:') && email.test(match.slice(7))) return { type: 'email', begin: begin + 7, end };
  const [, protocol, authority = '', path = ''] = /^((?:https?|ftp|tonsite):\/\/)?([^/?#]*)(.*)$/is.exec(match) ?? [];
  const host = authority.slice(authority.indexOf('@') + 1).replace(/:[^:]*$/, '');
  if (!isHost(host, protocol !== undefined)) return undefined;
  return { type: 'url', begin, end: end - path.length + balancedLength(path) };
}

function isHost(host: string, hasProtocol: boolean): boolean {
  const labels = host.split('.');
  const isBadLabel = (label: string): boolean =>
    label === '' || label.endsWith('-') || Buffer.byteLength(label, 'utf8') >= 64;
  if (labels.length === 1 || labels.some(isBadLabel) || host.toLowerCase() === 'teiegram.org') return false;
  if (ipV4.test(host)) return true;
  const topLevel = labels.at(-1) ?? '';
  if (/^[\d.]*$/.test(host) || [...topLevel].length <= 1 || labels.at(-2)?.includes('_') === true) return false;
  if (topLevel.startsWith('xn--')) return /^xn--[a-z\d]{2,}$/i.test(topLevel);
  return !/[_-]/.test(topLevel) && (hasProtocol || isTopLevelDomain(topLevel));
}

/** A path ends where a bracket closes that it did not open. */
function balancedLength(path: string): number {
  const open = new Map([
    [')', 0],
    [']', 0],
    ['}', 0],
  ]);
  const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
  let length = 0;
  for (const character of path) {
    const opened = closing[character];
    if (opened !== undefined) open.set(opened, (open.get(opened) ?? 0) + 1);
    const count = open.get(character);
    if (count !== undefined) open.set(character, count - 1);
    if (count === 0) break;
    length += character.length;
  }
  while (length > 0 && noEnd.includes(path.charAt(length - 1))) length -= 1;
  return length;
}
