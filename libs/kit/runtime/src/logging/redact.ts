/**
 * Cuts Telegram bot tokens out of a text: HTTP errors tend to quote the URL, and the URL holds the token.
 *
 * The bot's id is bounded: without a bound, a text of digits alone would take time by the square of its length.
 *
 * @see https://core.telegram.org/bots/api#authorizing-your-bot
 */
export const redactBotToken = (text: string): string => text.replace(/\d{3,20}(?::|%3A)[\w-]{20,}/gi, '[bot token]');

/**
 * Cuts out of a text what its form gives away as a secret: bot tokens, and of addresses all but the host, because that
 * of a webhook is a secret as a whole. Addresses of AWS keep their path, which names a queue or a function.
 *
 * @example redactSecrets('fetch https://hooks.example.com/services/T0/B0/x failed');
 * // 'fetch https://hooks.example.com/[path] failed'
 */
export const redactSecrets = (text: string): string =>
  redactBotToken(text.replace(/\bhttps?:\/\/[^\s"'<>]+/gi, hostOf));

function hostOf(address: string): string {
  const [, scheme = '', host = '', path = ''] = /^(https?:\/\/)(?:[^/?#]*@)?([^/?#]*)([^?#]*)/i.exec(address) ?? [];
  if (/\.amazonaws\.com(?:\.cn)?(?::\d+)?$/i.test(host)) return `${scheme}${host}${path}`;
  return address.length > scheme.length + host.length + 1 ? `${scheme}${host}/[path]` : address;
}
