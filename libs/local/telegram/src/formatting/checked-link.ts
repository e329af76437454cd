/** The link as Telegram keeps it, or why it does not take it for one. */
export type CheckedLink = { readonly url: string } | { readonly problem: string };

/**
 * Checks a link as Telegram does: http, https, tg, ton and tonsite; what has no protocol is http; the host needs a dot,
 * so that no link leads to `localhost`.
 *
 * @see https://github.com/tdlib/td/blob/master/td/telegram/LinkManager.cpp check_link_impl
 * @see https://github.com/tdlib/td/blob/master/tdutils/td/utils/HttpUrl.cpp parse_url
 */
export function checkLink(link: string): CheckedLink {
  const [, scheme, inner = ''] = /^(tg|ton|tonsite):(?:\/\/)?(.*)$/is.exec(link) ?? [];
  const parsed = parseUrl(scheme === undefined ? link : inner);
  if ('problem' in parsed) return parsed;
  const { protocol, host, port, userInfo, query } = parsed;
  if (scheme === undefined) {
    if (!host.includes('.') && !host.startsWith('[')) return { problem: 'Wrong HTTP URL' };
    return {
      url: `${protocol}://${userInfo === '' ? '' : `${userInfo}@`}${host}${port === 0 ? '' : `:${port}`}${query}`,
    };
  }
  const kind = scheme.toLowerCase();
  if (/^http:\/\//i.test(inner) || protocol === 'https' || userInfo !== '' || port !== 0 || host.startsWith('[')) {
    return { problem: kind === 'tg' ? 'Wrong tg URL' : 'Wrong ton URL' };
  }
  const allowed = kind === 'tonsite' ? /^[a-z\d_.-]*$/i : /^[a-z\d_-]*$/i;
  if (!allowed.test(host)) return { problem: 'Unallowed characters in URL host' };
  return { url: `${kind}://${host}${query.startsWith('/?') ? query.slice(1) : query}` };
}

interface ParsedUrl {
  readonly protocol: 'http' | 'https';
  readonly userInfo: string;
  readonly host: string;
  /** 0: not given. */
  readonly port: number;
  /** Everything from the path on; starts with a slash. */
  readonly query: string;
}

function parseUrl(url: string): ParsedUrl | { readonly problem: string } {
  const [, given] = /^([^:/?#@[\]]*):\/\//.exec(url) ?? [];
  const protocol = (given ?? 'http').toLowerCase();
  if (protocol !== 'http' && protocol !== 'https') return { problem: 'Unsupported URL protocol' };
  const rest = given === undefined ? url : url.slice(given.length + '://'.length);
  const [authority = ''] = /^[^/?#]*/.exec(rest) ?? [];
  const [, beforePort = authority, portText] = /^(.+):([^\]@:]*)$/s.exec(authority) ?? [];
  const port = portText === undefined ? 0 : Number(/^\d{1,9}$/.test(portText) ? portText : '0');
  if (portText !== undefined && (port < 1 || port > 65_535)) {
    return { problem: 'Wrong port number specified in the URL' };
  }
  const at = beforePort.lastIndexOf('@');
  const host = beforePort.slice(at + 1).toLowerCase();
  if (host.startsWith('[') && !URL.canParse(`http://${host}/`)) {
    return { problem: 'Wrong IPv6 address specified in the URL' };
  }
  if (host === '') return { problem: 'URL host is empty' };
  if (host === '.') return { problem: 'Host is invalid' };
  const userInfo = at < 0 ? '' : beforePort.slice(0, at);
  const problem = (host.startsWith('[') ? undefined : partProblem(host, 'host')) ?? partProblem(userInfo, 'userinfo');
  if (problem !== undefined) return { problem };
  const shown = rest
    .slice(authority.length)
    .replace(/[ \t\r\n\v\0]+$/, '')
    .replace(/[\u0000-\u0020]/g, percentEncode);
  const query = shown.startsWith('/') ? shown : `/${shown}`;
  return { protocol, userInfo, host, port, query };
}

/** What RFC 3986 allows there, and everything beyond ASCII. */
function partProblem(part: string, name: 'host' | 'userinfo'): string | undefined {
  if (/%(?![\da-f]{2})/i.test(part)) return `Wrong percent-encoded symbol in URL ${name}`;
  const allowed = name === 'host' ? /^[\w.\-!$,~*'();&+=%\u0080-\uffff]*$/ : /^[\w.\-!$,~*'();&+=%:\u0080-\uffff]*$/;
  return allowed.test(part) ? undefined : `Disallowed character in URL ${name}`;
}

const percentEncode = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
