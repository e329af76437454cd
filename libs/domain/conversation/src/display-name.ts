/** What no screen shows by itself: controls, line breaks, half characters, joiners, fillers, marks of direction. */
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * What a name may consist of. Not of what addresses, mentions, commands and tags are made of: Telegram's apps turn those
 * into links wherever they stand. A full stop ends a word, as in "J. R.".
 */
const harmless = /^(?:[\p{L}\p{M}\p{Nd}\p{Extended_Pictographic}\p{Emoji_Modifier} '’´,&()·_-]|\.(?= |$))+$/u;
const visible = /[\p{L}\p{Nd}\p{Extended_Pictographic}]/u;

/** So many digits may be a telephone number, which apps link, too. */
const longNumber = /(?:\p{Nd}\D{0,2}){5}/u;

/** A tower of marks reaches into other lines. */
const tower = /\p{M}{4}/u;

const maxCharacters = 64;

/**
 * Makes of a person's first name something to greet by.
 *
 * @param firstName - As the person wrote it, anything.
 * @returns undefined where nothing visible is left, or where it might become a link: then the person is greeted without.
 */
export function displayName(firstName: string | undefined): string | undefined {
  const cleaned = (firstName ?? '').replace(invisible, '').replace(/\s+/gu, ' ').trim();
  const isFit = harmless.test(cleaned) && visible.test(cleaned) && !longNumber.test(cleaned) && !tower.test(cleaned);
  return isFit ? [...cleaned].slice(0, maxCharacters).join('').trim() : undefined;
}
