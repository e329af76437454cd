import { withoutLinks } from '../without-links';
import { type Line, type Span } from '../view/report-lines';

/** Signs of markup that every dialect lets escape. */
const escapable = /[\\`*_[\]#>]/g;
/** Signs that not every dialect lets escape. They mean something only with what comes after them. */
const joining = /[<@&:~|](?=\S)/g;
/** What makes a list of a line. */
const listMark = /^(\s*)([-+]|\d+(?=[.)]))/;

const wordJoiner = '\u2060';

/**
 * Writes a line in Markdown as Discord and Mattermost read it. No formatting, link, emoji or mention comes from a text.
 *
 * @see https://spec.commonmark.org/0.31.2/#backslash-escapes
 * @see https://docs.mattermost.com/developers/integrate/slash-commands/slack What Mattermost makes of `<...>`.
 */
export const markdownOf = (line: Line): string =>
  line.map(markdownSpan).join('').replace(listMark, `$1${wordJoiner}$2`);

const inert = (text: string): string => withoutLinks(text).replace(joining, `$&${wordJoiner}`);

const escaped = (text: string): string => inert(text).replace(escapable, '\\$&');

function markdownSpan({ text, style }: Span): string {
  switch (style) {
    case undefined:
      return escaped(text);
    case 'bold':
      return around('**', text);
    case 'italic':
      return around('_', text);
    case 'hashtag':
      return escaped(text);
    case 'code':
      // Nothing can be escaped in code.
      return `\`${inert(text).replaceAll('`', "'")}\``;
    default:
      return style satisfies never;
  }
}

/** Spaces stand outside: `** (x)**` is not bold. */
function around(mark: string, text: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return inner === '' ? text : `${before}${mark}${escaped(inner)}${mark}${after}`;
}
