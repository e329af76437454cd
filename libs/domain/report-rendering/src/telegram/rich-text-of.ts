import { type Html, type RichText } from '@pulso/kit/telegram';

import { plainTextOf } from '../plain-text-of';

/** The formatting of lines, none within another of its kind. */
const formatted = /<(b|i|code)>(.*?)<\/\1>/s;
const types: ReadonlyMap<string, 'bold' | 'italic' | 'code'> = new Map([
  ['b', 'bold'],
  ['i', 'italic'],
  ['code', 'code'],
]);

/**
 * Gives a line of a report as text of a rich message, so that both forms say the same.
 *
 * @param line - Its only tags are those of bold, italic and code.
 * @returns Empty text for an empty line.
 */
export function richTextOf(line: Html): RichText {
  // A text, a tag, what is in it, a text, and so on.
  const parts = line.html.split(formatted);
  const pieces = parts.flatMap((part, index): RichText[] => {
    if (part === '' || index % 3 === 1) return [];
    if (index % 3 === 0) return [plainTextOf({ html: part })];
    return [{ type: types.get(parts[index - 1] ?? '') ?? 'code', text: richTextOf({ html: part }) }];
  });
  return pieces.length > 1 ? pieces : (pieces[0] ?? '');
}
