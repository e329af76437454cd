/** Safe Telegram HTML. Only {@link html} and {@link joinHtml} make it. */
export interface Html {
  readonly html: string;
}

/**
 * Escapes text for Telegram's HTML parse mode, attribute values included.
 *
 * @see https://core.telegram.org/bots/api#html-style
 */
export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/**
 * Builds Telegram HTML from a template; every interpolated value is escaped unless it is {@link Html} itself.
 *
 * @example html`<b>${userText}</b>`
 */
export const html = (strings: TemplateStringsArray, ...values: (string | number | Html)[]): Html => ({
  html: strings.reduce((out, part, index) => {
    const value = values[index - 1];
    if (value === undefined) return out + part;
    return out + (typeof value === 'object' ? value.html : escapeHtml(String(value))) + part;
  }),
});

/** Joins pieces of HTML, by default one per line. */
export const joinHtml = (parts: readonly Html[], separator = '\n'): Html => ({
  html: parts.map((part) => part.html).join(separator),
});

/** An invisible character of no width, which no link, mention, command or hashtag contains. */
const wordJoiner = '\u2060';

/** Digits, perhaps in groups, that Telegram reads as the number of a bank card. */
const longNumber = /\d(?:[ -]?\d){12,}/g;

/**
 * Keeps Telegram from making parts of a text clickable: links, mentions, commands, hashtags, cashtags, addresses and
 * bank cards. It finds them in every message, escaped or not.
 *
 * For texts among the bot's own words. Put people's texts into `<code>`, where Telegram finds nothing.
 *
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp find_entities
 */
export const inertText = (text: string): string =>
  text
    .replace(/[@#$/](?=[\p{L}\p{N}_])/gu, `$&${wordJoiner}`)
    // The host of Telegram's own links may begin with a dash: tg://-
    .replace(/:(?=\/\/)/g, `$&${wordJoiner}`)
    // Not before digits, as in "1.5": only four numbers are an IP address.
    .replace(/\.(?=\p{L})/gu, `$&${wordJoiner}`)
    .replace(/\d{1,3}(?:\.\d{1,3}){3}/g, (address) => address.replaceAll('.', `.${wordJoiner}`))
    .replace(longNumber, (number) => number.replace(/\d{4}(?=.)/g, `$&${wordJoiner}`));
