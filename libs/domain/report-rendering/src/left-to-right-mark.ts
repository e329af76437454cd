/** Letters that run from right to left. */
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * Gives what must stand between a text and a number after it: behind letters that run from right to left, the number
 * would be shown before them.
 *
 * @returns U+200E, or nothing behind other texts.
 */
export const leftToRightMarkAfter = (text: string): string => (rightToLeft.test(text) ? '\u200e' : '');
