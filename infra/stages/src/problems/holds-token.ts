/**
 * Whether a setting has a bot's token in it, whole or in part, which must not get into a message, nor stay in a file.
 *
 * @see https://core.telegram.org/bots/api#authorizing-your-bot for its form
 */
export const holdsToken = (value: unknown): boolean => typeof value === 'string' && /\d{5,}:[\w-]{8,}/.test(value);
