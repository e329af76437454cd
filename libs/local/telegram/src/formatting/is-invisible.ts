/**
 * What is not visible: white space of all widths, joiners, marks of direction, and tag characters.
 *
 * @see https://github.com/tdlib/td/blob/master/td/telegram/misc.cpp strip_empty_characters
 */
const invisible =
  /^[\u0000\t\n\v\r \u00a0\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2800\u3000\ufeff\ufffc\u{e0000}-\u{e007f}]*$/u;

/** Whether a text shows nothing. */
export const isInvisible = (text: string): boolean => invisible.test(text);
