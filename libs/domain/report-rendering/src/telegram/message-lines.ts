import { type Html, html, inertText, joinHtml } from '@pulso/kit/telegram';
import { languageOf, reportTexts } from '@pulso/kit/texts';

import { type Line, type Span, plain, textOf } from '../view/report-lines';

/** A message for Telegram. */
export interface MessageText extends Html {
  /** What Telegram has left after parsing: what its limit counts, and what a message without formatting says. */
  readonly text: string;
}

/** Nothing but a hashtag is clickable: in code nothing is found, other texts are made inert. */
const shownSpan = ({ text, style }: Span): string => (style === 'code' || style === 'hashtag' ? text : inertText(text));

const isTagged = ({ style }: Span): boolean => style !== undefined && style !== 'hashtag';

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
  lines.reduce((sum, line) => sum + line.filter(isTagged).length, 0);

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

/** A part of a message, and how many of its lines the message had no room for. */
export interface FittedLines {
  readonly lines: readonly Line[];
  readonly leftOutCount: number;
}

/**
 * Keeps the first lines that fit and says what was left out.
 *
 * @param maxLength - UTF-16 units after parsing, line breaks included. At least the length of the longest rest.
 * @param restAfter - Words the last line, given how many lines were kept.
 * @returns All lines, or the first ones and that last line.
 */
export function fitLines(
  lines: readonly Line[],
  maxLength: number,
  restAfter: (keptCount: number) => string,
): FittedLines {
  const lengths = lines.map(lengthOf);
  let keptCount = lines.length;
  let keptLength = lengths.reduce((sum, length) => sum + length, 0);
  if (keptLength <= maxLength) return { lines, leftOutCount: 0 };
  const restLine = (): Line => [plain(restAfter(keptCount))];
  const drop = (): void => {
    keptCount -= 1;
    keptLength -= lengths[keptCount] ?? 0;
  };
  while (keptCount > 0 && keptLength > maxLength) drop();
  // After the loop above: wording the rest takes time for each line that is left out.
  while (keptCount > 0 && keptLength + lengthOf(restLine()) > maxLength) drop();
  return { lines: [...lines.slice(0, keptCount), restLine()], leftOutCount: lines.length - keptCount };
}

/** What a chat is told instead of a report. */
type Notice =
  /** The run never started. */
  | 'not-prepared'
  /** The run never started, and never will: asking again is in vain. */
  | 'unknown-report'
  /** Another message of the same chat shows the report. */
  | 'shown-elsewhere'
  /** A file is wanted of a report that is forgotten. */
  | 'not-stored';

/**
 * Words a notice.
 *
 * @param language - A language tag; what has no texts, and undefined, is English.
 */
export function renderNotice(notice: Notice, language?: string): MessageText {
  const { notPrepared, unknownReport, shownElsewhere, notStored } = reportTexts(languageOf(language)).notices;
  const text = {
    'not-prepared': notPrepared,
    'unknown-report': unknownReport,
    'shown-elsewhere': shownElsewhere,
    'not-stored': notStored,
  }[notice];
  return { ...html`${text}`, text };
}
