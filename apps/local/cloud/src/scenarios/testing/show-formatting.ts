import { type ShownMessage } from '@pulso/local/telegram';

const tags: Readonly<Record<string, readonly [open: string, close: string]>> = {
  bold: ['<b>', '</b>'],
  italic: ['<i>', '</i>'],
  code: ['<code>', '</code>'],
  blockquote: ['<blockquote>', '</blockquote>'],
  expandable_blockquote: ['<blockquote expandable>', '</blockquote>'],
};

/** What people can click, whether the bot has marked it or Telegram has found it. */
const clickable = ['⟦', '⟧'] as const;

/**
 * Writes a message with what the Bot API server keeps of its formatting: tags as in the Bot API's HTML, and brackets around
 * everything that can be clicked.
 */
export function showFormatting({ text, entities }: Pick<ShownMessage, 'text' | 'entities'>): string {
  const marks = entities.flatMap(({ type, offset, length }, depth) => {
    const [open, close] = tags[type] ?? clickable;
    const end = offset + length;
    // Of those that meet at one place, ends come first, the innermost of them before the others.
    return [
      { at: offset, order: depth + 1, mark: open },
      { at: end, order: -depth - 1, mark: close },
    ];
  });
  const sorted = marks.toSorted((a, b) => a.at - b.at || a.order - b.order);
  let from = 0;
  const parts = sorted.map(({ at, mark }) => {
    const part = text.slice(from, at) + mark;
    from = at;
    return part;
  });
  return parts.join('') + text.slice(from);
}
