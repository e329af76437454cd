import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Html, html, inertText, joinHtml } from '@pulso/kit/telegram';
import { type ReportTexts, reportTexts } from '@pulso/kit/texts';

import { barsNotesOf } from '../view/closing-notes';
import { questionCountOf } from '../view/missing-view';
import { type ReportView, type ViewOptions, calmHeadlineOf, reportViewOf } from '../view/report-view';
import { totalLengthOf } from './fit-lines';
import { entityCountOf, maxEntityCount } from './keep-formatting';
import { layOutAnswers } from './lay-out-answers';
import { headlineNumber } from './render-numbers';
import { barLines } from './render-bars';
import { firstRow } from './render-tables';

/**
 * The longest message text, UTF-16 units after parsing (Telegram counts characters, which are never more).
 *
 * @see https://core.telegram.org/bots/api#sendmessage
 */
export const maxMessageLength = 4096;

/** The hashtag, of which Telegram makes one, the quote around the tables, and the line about what is left out. */
const maxOtherEntityCount = 3;

/** Empty lines between the blocks of a message, at most. */
const maxGapCount = 3;

/**
 * Renders a report as Telegram HTML.
 *
 * The first line carries what is unusual, or else the numbers, because a phone's notification shows that line only; no number
 * stands there twice.
 * Tables fold up. Nothing that a title or an answer contains is clickable but the hashtag of the report.
 *
 * @returns At most {@link maxMessageLength} units after parsing, for any content. What does not fit is counted
 *   where it would stand, and the last line says how many lines it is in all. At most {@link maxEntityCount} pieces of
 *   formatting: lines beyond are plain.
 * @throws {RangeError} A bound of the window is no time. Not retryable.
 */
export function renderReport(content: ReportContent, options: ViewOptions = {}): Html {
  const view = reportViewOf(content, options);
  const texts = reportTexts(view.language);
  const head = headOf(view, texts);
  const state = stateOf(view, texts);
  const foot = footOf(view, texts);
  const [answer] = view.tables;
  if (content.scannedBytes !== undefined && answer)
    return joinHtml([...head, html``, ...barLines(answer, texts), html``, ...foot]);

  // The last line has no break.
  const length = maxMessageLength + 1 - maxGapCount - totalLengthOf([...head, ...state, ...foot]);
  const entityCount = maxEntityCount - maxOtherEntityCount - entityCountOf([...head, ...state, ...foot]);
  const { values, tables, missing, leftOut } = layOutAnswers(view, texts, { length, entityCount });
  const quote = tables.length > 0 ? [html`<blockquote expandable>${joinHtml(tables)}</blockquote>`] : [];
  const blocks = [head, values, [...state, ...missing], [...quote, ...foot, ...leftOut]];
  return joinHtml(
    blocks.filter((lines) => lines.length > 0).map((lines) => joinHtml(lines)),
    '\n\n',
  );
}

/** What stands above the numbers: the line that a phone's notification shows, and what the report is. */
const headOf = (view: ReportView, texts: ReportTexts): Html[] => [
  ...unusualLine(view),
  ...headlineLine(view, texts),
  ...(view.marker ? [html`<i>${view.marker.text}</i>`] : []),
  html`<b>${inertText(view.title)}</b>${view.hashtag === undefined ? '' : ` ${view.hashtag}`}`,
  html`${view.window}`,
  ...(view.recountText === undefined ? [] : [html`<i>${inertText(view.recountText)}</i>`]),
];

const unusualLine = ({ unusual, headlineNotes }: ReportView): Html[] =>
  unusual
    ? [
        joinHtml(
          [html`<b>${inertText(unusual.lead)}</b>${inertText(unusual.rest)}`, ...headlineNotes.map(noteHtml)],
          ' · ',
        ),
      ]
    : [];

const noteHtml = (note: string): Html => html`${note}`;

function headlineLine(view: ReportView, texts: ReportTexts): Html[] {
  const { unusual, headline, headlineNotes, tables, total } = view;
  const [table] = tables;
  const numbers = calmHeadlineOf(view).map(headlineNumber);
  // A list says little in half a line: only where there is no number at all, its first row stands there.
  const row = headline.length > 0 || !table ? [] : [total === undefined ? firstRow(table, texts) : html`${total}`];
  const pieces = [...numbers, ...row, ...(unusual ? [] : headlineNotes.map(noteHtml))];
  return pieces.length > 0 ? [joinHtml(pieces, ' · ')] : [];
}

/** Says of a partial report that it is one. */
const stateOf = ({ state, stateText, missing }: ReportView, texts: ReportTexts): Html[] =>
  state === 'partial' ? [html`<b>${stateText ?? ''}</b> ${texts.missing(questionCountOf(missing))}`] : [];

/** How to read the numbers. */
function footOf(view: ReportView, texts: ReportTexts): Html[] {
  const sentences = [...view.notes, ...barsNotesOf(view, texts)].join(' ');
  return sentences === '' ? [] : [html`<i>${sentences}</i>`];
}
