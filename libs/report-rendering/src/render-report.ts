import { type LocalizedText } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Html, html, joinHtml } from '@pulso/telegram-html';

import { clip } from './clip';
import { fitLines, totalLengthOf } from './fit-lines';
import { formatNumber } from './format-number';

/**
 * The longest message text, UTF-16 units after parsing (Telegram counts characters, which are never more).
 *
 * @see https://core.telegram.org/bots/api#sendmessage
 */
export const maxMessageLength = 4096;

const maxTitleLength = 80;
const maxReasonLength = 200;
/** Numbers in the first line: more than this no phone shows. */
const maxHeadlineNumbers = 5;

export interface RenderOptions {
  /** A language tag; titles with a text neither in it nor in its language (`pt` of `pt-br`) are shown in English. */
  readonly language?: string | undefined;
  /** `repeated`: an earlier attempt may have arrived, and nobody can tell. */
  readonly marker?: 'repeated' | 'correction' | undefined;
}

type Value = ReportContent['values'][number];
type Missing = ReportContent['missing'][number];
type NameOf = (item: Value | Missing) => string;

/**
 * Renders a report as Telegram HTML.
 *
 * The first line carries the numbers, because a phone's notification shows that line only. Nothing depends on the time
 * of rendering: the same content is the same text, so repeating an edit changes nothing.
 *
 * @returns At most {@link maxMessageLength} units after parsing, whatever the content is; what does not fit is counted.
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

  const room = maxMessageLength - totalLengthOf([...head, ...state, ...foot]);
  const missing = fitLines(
    content.missing.map((item) => missingLine(item, content, nameOf)),
    Math.floor(room / 2),
  );
  const values = fitLines(
    content.values.map((item) => valueLine(item, nameOf)),
    room - totalLengthOf(missing),
  );
  return joinHtml([...head, ...values, ...state, ...missing, ...foot]);
}

function headline({ state, values, missing }: ReportContent, nameOf: NameOf): Html {
  const numbers = values
    .slice(0, maxHeadlineNumbers)
    .map((item) => html`${nameOf(item)} <b>${formatNumber(item.value)}</b>`);
  if (values.length > numbers.length) numbers.push(html`and ${values.length - numbers.length} more`);
  if (state === 'progress') numbers.push(html`${values.length} of ${values.length + missing.length} answers`);
  else if (missing.length > 0) numbers.push(html`${missing.length} missing`);
  else if (values.length === 0) numbers.push(html`No questions`);
  return joinHtml(numbers, ' · ');
}

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

function stateLine({ state, values, missing }: ReportContent): Html[] {
  const expectedCount = values.length + missing.length;
  switch (state) {
    case 'complete':
      return [];
    case 'progress':
      return [html`<i>Being prepared: ${values.length} of ${expectedCount} answers</i>`];
    case 'partial':
      return [html`<b>Partial: ${values.length} of ${expectedCount} answers</b>. Missing:`];
    default:
      return state satisfies never;
  }
}

const valueLine = (item: Value, nameOf: NameOf): Html => html`${nameOf(item)}: <b>${formatNumber(item.value)}</b>`;

/** While the run is open nothing has failed, so there is no reason to give. */
const missingLine = (item: Missing, { state }: ReportContent, nameOf: NameOf): Html =>
  state === 'progress' ? html`${nameOf(item)}: …` : html`${nameOf(item)}: ${reasonOf(item)}`;

const reasonOf = ({ reason }: Missing): string =>
  clip(reason.message, maxReasonLength) || clip(reason.code, maxReasonLength);

/** Telegram gives tags with a region (`es-mx`), titles are written per language. */
const localized = (title: LocalizedText, language = ''): string =>
  textIn(title, language) || textIn(title, language.split('-')[0] ?? '') || title.en;

const textIn = (title: LocalizedText, language: string): string | undefined =>
  Object.hasOwn(title, language) ? title[language] : undefined;

/** @example '2026-11-25 12:25' */
const utcMinute = (epochMs: number): string => new Date(epochMs).toISOString().slice(0, -8).replace('T', ' ');
