import { linkOf } from './link-of-match';
import { type Span, type FoundUrl, noEnd } from './found-url';

/** What stands in no link: separators, and of the punctuation everything but joiners and dashes. */
const gap = String.raw`\u2000-\u200b\u200e\u200f\u2016-\u206f\p{Z}`;

const domainSymbol = new RegExp(String.raw`[.\w~-]|[^\u0000-\u00bf${gap}]`, 'u');

const userSymbol = new RegExp(String.raw`[^\n/[\]{}()'\x60<>"@\u00ab\u00bb${gap}]`, 'u');

const pathSymbol = new RegExp(String.raw`[^\n<>"\u00ab\u00bb${gap}]`, 'u');

const protocolSymbol = /[a-z\d+-]|[^\u0000-\u007f\p{Z}]/iu;

const wordBefore = /[\p{L}\p{N}_/#@]$/u;

/**
 * Finds links and e-mail addresses: text around a dot that looks like a host.
 *
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp match_urls
 */
export function findUrls(text: string): FoundUrl[] {
  const found: FoundUrl[] = [];
  for (let from = 0; ;) {
    const dot = text.indexOf('.', from);
    if (dot < 0 || dot + 1 === text.length) return found;
    const { match, nextAt } = text.charAt(dot + 1) === ' ' ? { nextAt: dot + 2 } : matchAround(text, dot, from);
    const link = match && linkOf(text, match);
    if (link) found.push(link);
    from = nextAt;
  }
}

/** Finds `tg://...` and its like; they may overlap. @see td/telegram/MessageEntity.cpp match_tg_urls */
export function findTelegramUrls(text: string): FoundUrl[] {
  const found: FoundUrl[] = [];
  let from = 0;
  for (const { index: colon } of text.matchAll(/:\/\//g)) {
    // Of tonsite the server takes the last letters for the beginning of the link.
    const [protocol] = /(?:tg|ton|(?<=tons)ite)$/i.exec(text.slice(Math.max(0, colon - 7), colon)) ?? [];
    const [host] = /^[\w-]{1,253}/.exec(text.slice(colon + 3, colon + 256)) ?? [];
    if (colon < from || protocol === undefined || host === undefined) continue;
    from = endOfPath(text, colon + 3 + host.length);
    found.push({ type: 'url', begin: colon - protocol.length, end: from });
  }
  return found;
}

interface Around {
  readonly match?: Span;
  /** Where the search goes on. */
  readonly nextAt: number;
}

function matchAround(text: string, dot: number, from: number): Around {
  const hostBegin = goBack(text, dot, from, domainSymbol);
  const { hostEnd, hasAt } = findHostEnd(text, dot);
  const begin = hasAt ? goBack(text, hostBegin, from, userSymbol) : hostBegin;
  let end = endOfPath(text, endOfPort(text, hostEnd));
  while (end > dot + 1 && text.charAt(end - 1) === '.') end -= 1;

  const urlBegin = findBegin(text, { begin, from, hasAt });
  const match = urlBegin === undefined || end <= dot + 1 ? undefined : { begin: urlBegin, end };
  if (urlBegin === undefined) while (text.charAt(end - 1) !== '.') end -= 1;
  else while (text.charAt(end) === '.') end += 1;
  return { ...(match && { match }), nextAt: Math.max(end, dot + 1) };
}

function findHostEnd(text: string, dot: number): { hostEnd: number; hasAt: boolean } {
  let hostEnd = dot;
  let hasAt = false;
  for (; hostEnd < text.length; hostEnd += 1) {
    if (text.charAt(hostEnd) === '@') hasAt = true;
    else if (!domainSymbol.test(text.charAt(hostEnd))) break;
  }
  return { hostEnd, hasAt };
}

/** @returns Where the link begins, with its user and its protocol; `undefined` when what stands before it forbids one. */
function findBegin(
  text: string,
  { begin, from, hasAt }: { begin: number; from: number; hasAt: boolean },
): number | undefined {
  let at = begin;
  if (at > from && text.charAt(at - 1) === '@') {
    at = goBack(text, at - 1, from, userSymbol);
    if (hasAt || at === begin - 1) return undefined;
  }
  if (at === from) return at;
  const before = text.slice(from, at);
  if (before.endsWith('://') && Buffer.byteLength(before) >= 6) return beginOfProtocol(text, at, from);
  return wordBefore.test(before) ? undefined : at;
}

function beginOfProtocol(text: string, at: number, from: number): number | undefined {
  const protocol = text.slice(goBack(text, at - 3, from, protocolSymbol), at - 3).toLowerCase();
  const [known] = /(?<!^s)http$|https$|(?<!^[ts])ftp$|tonsite$/.exec(protocol) ?? [];
  return known === undefined ? undefined : at - 3 - known.length;
}

function endOfPort(text: string, at: number): number {
  const [whole, port] = /^:0*(\d{1,5})(?!\d)/.exec(text.slice(at, at + 64)) ?? [];
  return whole !== undefined && Number(port) > 0 && Number(port) <= 65_535 ? at + whole.length : at;
}

function endOfPath(text: string, at: number): number {
  if (!'/?#'.includes(text.charAt(at)) || at >= text.length) return at;
  let end = at + 1;
  while (end < text.length && pathSymbol.test(text.charAt(end))) end += 1;
  while (end > at + 1 && noEnd.includes(text.charAt(end - 1))) end -= 1;
  return text.charAt(at) === '/' || end > at + 1 ? end : at;
}

function goBack(text: string, at: number, from: number, symbol: RegExp): number {
  let begin = at;
  while (begin > from && symbol.test(text.charAt(begin - 1))) begin -= 1;
  return begin;
}
