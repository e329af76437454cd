/**
 * Cuts a text to a length without leaving half of a surrogate pair at its end.
 *
 * @param maxLength - UTF-16 units, the ending included; at least the length of the ending.
 * @param ending - What shows that something was cut off, for example an ellipsis.
 * @example
 * cutText('ab😀', 3, '…'); // 'ab…'
 */
export const cutText = (text: string, maxLength: number, ending = ''): string =>
  text.length <= maxLength
    ? text
    : `${text.slice(0, maxLength - ending.length).replace(/[\ud800-\udbff]$/, '')}${ending}`;
