/** Shows nothing, takes no room, and stands in no link, mention, command or hashtag. */
const wordJoiner = '\u2060';

/** Digits, perhaps in groups, of which Telegram makes the number of a bank card. */
const longNumber = /\d(?:[ -]?\d){12,}/g;

/**
 * Keeps Telegram from making anything of a text clickable: links, mentions, commands, hashtags, cashtags, addresses and
 * bank cards. It finds them in every message, escaped or not.
 *
 * For texts that stand among one's own words. What people wrote had better stand in `<code>`, where nothing is found
 * and nothing needs to be put in between.
 *
 * @returns The text, with an invisible character behind each sign that would begin or join something clickable.
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp find_entities
 */
export const inertText = (text: string): string =>
  text
    .replace(/[@#$/](?=[\p{L}\p{N}_])/gu, `$&${wordJoiner}`)
    // A host of Telegram's own links may begin with a dash: tg://-
    .replace(/:(?=\/\/)/g, `$&${wordJoiner}`)
    // Not before digits, as in "1.5": only four numbers are an address.
    .replace(/\.(?=\p{L})/gu, `$&${wordJoiner}`)
    .replace(/\d{1,3}(?:\.\d{1,3}){3}/g, (address) => address.replaceAll('.', `.${wordJoiner}`))
    .replace(longNumber, (number) => number.replace(/\d{4}(?=.)/g, `$&${wordJoiner}`));
