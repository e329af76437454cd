import { type Html, html, inertText, joinHtml } from '@pulso/kit/telegram';
import { type ReportTexts, languageOf, reportTexts } from '@pulso/kit/texts';

import { type Line, type Span, plain, textOf } from '../view/chat-lines';

/** A message for Telegram. */
export interface MessageText extends Html {
  /** What Telegram has left after parsing: what its limit counts, and what a message without formatting says. */
  readonly text: string;
}

/** Nothing but a hashtag is clickable: in code nothing is found, other texts are made inert. */
const shownSpan = ({ text, style }: Span): string => (style === 'code' || style === 'hashtag' ? text : inertText(text));

function spanHtml(span: Span): Html {
  const text = shownSpan(span);
  switch (span.style) {
    case undefined:
    case 'hashtag':
      return html`${text}`;
    case 'bold':
      return html`<b>${text}</b>`;
    case 'italic':
      return html`<i>${text}</i>`;
    case 'code':
      return html`<code>${text}</code>`;
    default:
      return span.style satisfies never;
  }
}

/** The text of a line as it is shown. */
export const shownText = (line: Line): string => line.map(shownSpan).join('');

/** Writes a line as Telegram HTML. */
export const lineHtml = (line: Line): Html => joinHtml(line.map(spanHtml), '');

/** How much of a message's length a line takes, its line break included. UTF-16 units after parsing. */
export const lengthOf = (line: Line): number => shownText(line).length + 1;

export const totalLengthOf = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + lengthOf(line), 0);

/**
 * Telegram keeps at most 100 entities of a message, the links and hashtags that it finds by itself included. That it keeps
 * the first ones is a finding of others, not documented.
 *
 * @see https://docs.python-telegram-bot.org/en/v13.2/telegram.constants.html MAX_MESSAGE_ENTITIES
 */
export const maxEntityCount = 100;

export const entityCountOf = (lines: readonly Line[]): number =>
  lines.flat().filter(({ style }) => style !== undefined && style !== 'hashtag').length;

/**
 * Keeps the formatting of the first lines, as far as it may go, and the text of the others.
 *
 * Without this Telegram would choose what is lost: the quote at the end of a message would not fold up any more.
 *
 * @returns As many lines. Those without formatting may be a little longer, by characters that show nothing.
 */
export function keepFormatting(lines: readonly Line[], maxCount: number): Line[] {
  let left = maxCount;
  return lines.map((line) => {
    left -= entityCountOf([line]);
    return left >= 0 ? line : [plain(textOf(line))];
  });
}

/** Words what a chat is told instead of a report. */
export function renderNotice(notice: keyof ReportTexts['notices'], language?: string): MessageText {
  const text = reportTexts(languageOf(language)).notices[notice];
  return { ...html`${text}`, text };
}
