import { type LocalizedText } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Html, html, joinHtml } from '@pulso/telegram-html';

import { clip } from './view/clip';
import { totalLengthOf } from './fit-lines';
import { formatNumber } from './view/format-number';
import { type NameOf, layOutAnswers } from './lay-out-answers';
import { firstRowText } from './render-tables';

/**
 * The longest message text, UTF-16 units after parsing (Telegram counts characters, which are never more).
 *
 * @see https://core.telegram.org/bots/api#sendmessage
 */
export const maxMessageLength = 4096;

const maxTitleLength = 80;
/** Numbers in the first line: a phone shows no more of them. */
const maxHeadlineNumbers = 5;

interface RenderOptions {
  /** A language tag. A title is shown in it, else in its language (`pt` of `pt-br`), else in English. */
  readonly language?: string | undefined;
  /** `repeated`: an earlier attempt may have arrived, its answer was lost. */
  readonly marker?: 'repeated' | 'correction' | undefined;
}

/**
 * Renders a report as Telegram HTML.
 *
 * The first line carries the numbers, because a phone's notification shows that line only. Nothing depends on the time
 * of rendering: the same content is the same text, so repeating an edit changes nothing.
 *
 * @returns At most {@link maxMessageLength} units after parsing, for any content. What does not fit is counted
 *   where it would stand, and the last line says how many lines it is in all.
 */
export function renderReport(content: ReportContent, { language, marker }: RenderOptions = {}): Html {
  const titleOf = (title: LocalizedText, id: string): string =>
    clip(localized(title, language), maxTitleLength) || clip(id, maxTitleLength);
  const nameOf: NameOf = ({ title, queryId }) => titleOf(title, queryId);
  const head = [
    headline(content, nameOf),
    ...markerLine(marker),
    html`<b>${titleOf(content.title, content.reportId)}</b>`,
    html`${utcMinute(content.windowStartMs)} to ${utcMinute(content.windowEndMs)} UTC`,
    html``,
  ];
  const state = stateLine(content);
  const foot = [html`data until ${utcMinute(content.windowEndMs).slice(-5)} UTC`];

  // The last line has no break.
  const room = maxMessageLength + 1 - totalLengthOf([...head, ...state, ...foot]);
  const { values, tables, missing, leftOut } = layOutAnswers(content, nameOf, room);
  return joinHtml([...head, ...values, ...tables, ...state, ...missing, ...foot, ...leftOut]);
}

function headline(content: ReportContent, nameOf: NameOf): Html {
  const { state, values, tables = [], missing } = content;
  const answers = values
    .slice(0, maxHeadlineNumbers)
    .map((item) => html`${nameOf(item)} <b>${formatNumber(item.value)}</b>`);
  const [table] = tables;
  // A list says little in half a line: only where there is no number at all, its first row stands there.
  if (values.length === 0 && table) answers.push(html`${nameOf(table)}: ${firstRowText(table)}`);
  const restCount = values.length + tables.length - answers.length;
  if (restCount > 0) answers.push(html`and ${restCount} more`);
  if (state === 'progress') answers.push(html`${answeredCountOf(content)} of ${expectedCountOf(content)} answers`);
  else if (missing.length > 0) answers.push(html`${missing.length} missing`);
  else if (answers.length === 0) answers.push(html`No questions`);
  return joinHtml(answers, ' · ');
}

const answeredCountOf = ({ values, tables = [] }: ReportContent): number => values.length + tables.length;

const expectedCountOf = (content: ReportContent): number => answeredCountOf(content) + content.missing.length;

function markerLine(marker: RenderOptions['marker']): Html[] {
  switch (marker) {
    case undefined:
      return [];
    case 'repeated':
      return [html`<i>Repeated: the first message may or may not have arrived.</i>`];
    case 'correction':
      return [html`<i>Correction of an earlier report.</i>`];
    default:
      return marker satisfies never;
  }
}

function stateLine(content: ReportContent): Html[] {
  const ofAll = `${answeredCountOf(content)} of ${expectedCountOf(content)} answers`;
  switch (content.state) {
    case 'complete':
      return [];
    case 'progress':
      return [html`<i>Being prepared: ${ofAll}</i>`];
    case 'partial':
      return [html`<b>Partial: ${ofAll}</b>. Missing:`];
    default:
      return content.state satisfies never;
  }
}

/** Telegram gives tags with a region (`es-mx`), titles are written per language. */
const localized = (title: LocalizedText, language = ''): string =>
  textIn(title, language) || textIn(title, language.split('-')[0] ?? '') || title.en;

const textIn = (title: LocalizedText, language: string): string | undefined =>
  Object.hasOwn(title, language) ? title[language] : undefined;

/** @example '2026-11-25 12:25' */
const utcMinute = (epochMs: number): string => new Date(epochMs).toISOString().slice(0, -8).replace('T', ' ');
