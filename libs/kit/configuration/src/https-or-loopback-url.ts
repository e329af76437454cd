const loopbackHosts = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * Parses a setting that is the address of a server which is sent secrets.
 *
 * A request to the Bot API carries the bot's token in its path, so it is encrypted or does not leave the machine. An
 * address with a user name or password is refused as well: it would be logged with them.
 *
 * @returns The address as it was written.
 * @throws {Error} The address is no URL, has credentials, or is neither https nor http to a loopback host.
 * @see https://core.telegram.org/bots/api#making-requests
 */
export function httpsOrLoopbackUrl(value: string): string {
  const url = URL.parse(value);
  if (url !== null && (url.username !== '' || url.password !== '')) throw new Error('must not hold credentials');
  const isLoopback = url !== null && loopbackHosts.includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) return value;
  throw new Error('must be an https address, or a loopback one');
}
