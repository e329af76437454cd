/** What emojis are made of, those of flags included. */
const emoji = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]`;

/** What no screen shows by itself: controls, line breaks, half characters, joiners, fillers, marks of direction. */
const invisible = String.raw`[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]`;

/** What of it decides how its neighbours look: colours an emoji, makes one of two, keeps two letters apart as in Persian. */
const shaping = [
  String.raw`(?<=${emoji})\ufe0f`,
  String.raw`(?<=${emoji}\ufe0f?)\u200d(?=${emoji})`,
  String.raw`(?<=\p{L})\u200c(?=\p{L})`,
].join('|');

const shapingOrInvisible = new RegExp(`(${shaping})|${invisible}`, 'gu');

/**
 * What a name may consist of. Not of what addresses, mentions, commands and tags are made of: Telegram's apps turn those
 * into links wherever they stand. A full stop ends a word, as in "J. R.".
 */
const harmless = new RegExp(String.raw`^(?:[\p{L}\p{M}\p{Nd}\p{Join_Control} '’´,&()·_-]|${emoji}|\.(?= |$))+$`, 'u');
const visible = new RegExp(String.raw`[\p{L}\p{Nd}]|${emoji}`, 'u');

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
  const cleaned = (firstName ?? '').replace(shapingOrInvisible, '$1').replace(/\s+/gu, ' ').trim();
  const isFit = harmless.test(cleaned) && visible.test(cleaned) && !longNumber.test(cleaned) && !tower.test(cleaned);
  return isFit ? [...cleaned].slice(0, maxCharacters).join('').trim() : undefined;
}
