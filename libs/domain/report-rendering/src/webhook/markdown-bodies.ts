import { inertText } from '@pulso/kit/telegram';

import { type Line, type Span, chatLinesOf, firstLinesOf, fitLines, italic } from '../view/chat-lines';
import { type ReportView } from '../view/report-view';

/**
 * Characters that a post may have.
 *
 * @see https://docs.mattermost.com/developers/integrate/webhooks/incoming
 */
const maxMattermostLength = 16_383;

/**
 * Characters of a message's content, and of the description of an embed.
 *
 * @see https://docs.discord.com/developers/resources/message#embed-object-embed-limits
 */
const maxDiscordContentLength = 2000;
const maxDiscordDescriptionLength = 4096;

/** Keeps the first lines that fit into a message, and says how many were left out. */
export const fittedLines = (
  { texts }: ReportView,
  lines: readonly Line[],
  lengthOf: (line: Line) => number,
  maxLength: number,
): readonly Line[] =>
  fitLines(lines, lengthOf, maxLength, (keptCount) => [
    // Empty ones are gaps between blocks.
    italic(texts.linesLeftOut(lines.slice(keptCount).filter((line) => line.length > 0).length)),
  ]).lines;

const textOf = (view: ReportView, lines: readonly Line[], maxLength: number): string =>
  fittedLines(view, lines, (line) => markdownOf(line).length + 1, maxLength)
    .map(markdownOf)
    .join('\n');

/** Mattermost reads Slack's `<...>`, too, which is escaped. */
export const mattermostBodyOf = (view: ReportView): object => ({
  text: textOf(view, chatLinesOf(view), maxMattermostLength),
});

/**
 * The first lines and the marker are the message, which notifications show; the rest stands beside a coloured line.
 *
 * @see https://docs.discord.com/developers/resources/webhook#execute-webhook
 */
export function discordBodyOf(view: ReportView): object {
  const lines = chatLinesOf(view);
  const messageLineCount = firstLinesOf(view).length + (view.marker ? 1 : 0);
  return {
    content: textOf(view, lines.slice(0, messageLineCount), maxDiscordContentLength),
    embeds: [
      {
        description: textOf(view, lines.slice(messageLineCount), maxDiscordDescriptionLength),
        color: view.state === 'complete' ? blue : amber,
      },
    ],
    allowed_mentions: { parse: [] },
  };
}

const blue = 0x0b4a9e;
const amber = 0xd99a00;

/** A backslash escapes these in every dialect. */
const escapable = /[\\`*_[\]#>]/g;
/** Some dialects can't escape these. They are markup only with what comes after them. */
const joining = /[<@&:~|](?=\S)/g;
/** Begins a list. */
const listMark = /^(\s*)([-+]|\d+(?=[.)]))/;

const wordJoiner = '\u2060';

/**
 * As Discord and Mattermost read Markdown. No formatting, link, emoji or mention comes from a text.
 *
 * @see https://spec.commonmark.org/0.31.2/#backslash-escapes
 * @see https://docs.mattermost.com/developers/integrate/slash-commands/slack What Mattermost makes of `<...>`.
 */
const markdownOf = (line: Line): string => line.map(markdownSpan).join('').replace(listMark, `$1${wordJoiner}$2`);

const inert = (text: string): string => inertText(text).replace(joining, `$&${wordJoiner}`);

const escaped = (text: string): string => inert(text).replace(escapable, '\\$&');

const marks = { bold: '**', italic: '_' } as const;

function markdownSpan({ text, style }: Span): string {
  // Nothing can be escaped in code.
  if (style === 'code') return `\`${inert(text).replaceAll('`', "'")}\``;
  return style === undefined || style === 'hashtag' ? escaped(text) : around(marks[style], text);
}

/** Spaces stand outside: `** (x)**` is not bold. */
function around(mark: string, text: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return inner === '' ? text : `${before}${mark}${escaped(inner)}${mark}${after}`;
}
