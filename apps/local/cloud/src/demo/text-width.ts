const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u;
const withoutWidth = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How many cells of a terminal a text takes, as most terminals draw it. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, char) => sum + (withoutWidth.test(char) ? 0 : wide.test(char) ? 2 : 1), 0);
