const loopbackHosts = ['127.0.0.1', '[::1]', 'localhost'];

/** Whether what is sent to an address is encrypted, or does not leave the machine. */
export const isHttpsOrLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && loopbackHosts.includes(hostname));

/**
 * Parses a setting that is the address of a server which is sent secrets.
 *
 * A request to the Bot API carries the bot's token in its path, so it is encrypted or does not leave the machine. An
 * address with a user name or password is refused as well: it would be logged with them.
 *
 * @returns The address with a slash at its end: without one, a client that resolves `./bot...` drops the last part of a
 *   path that another client keeps.
 * @throws {Error} The address is no URL, has white space, credentials, a query or a fragment, or is neither https nor
 *   http to a loopback host.
 * @see https://core.telegram.org/bots/api#making-requests
 */
export function httpsOrLoopbackUrl(value: string): string {
  const url = URL.parse(value);
  if (url === null || !isHttpsOrLoopback(url)) throw new Error('must be an https address, or a loopback one');
  if (url.username !== '' || url.password !== '') throw new Error('must not hold credentials');
  if (/[\s?#]/.test(value)) throw new Error('must hold no white space, query or fragment');
  return url.href.replace(/\/*$/, '/');
}
