// Not under its own name: The formatter would reformat the templates as pages and put space into texts.
import { type Html, joinHtml, html as markup } from '@pulso/kit/telegram';
import { type ReportTexts } from '@pulso/kit/texts';

import { type MissingView, questionCountOf } from '../view/missing-view';
import { type ChangeView, type NumberView } from '../view/number-view';
import { type ReportView } from '../view/report-view';
import { type Bars } from '../view/sparkline';
import { type CellView, type TableView, restInWords, unshownInWords } from '../view/table-view';
import { withoutLinks } from '../view/line-text';
import { fontFamily, light, textStyle, sparklineCells } from './mail-style';
import { mailTexts, noticesOf, shownTablesOf } from './mail-words';

/** Lines of what is missing. */
const maxMissing = 20;
/** Numbers with a line of their own. */
const maxNumbers = 60;

const nothing = markup``;

/** A row of the card. */
const block = (content: Html, padding = '0 24px 20px'): Html =>
  markup`<tr><td class="pad" style="padding:${padding};font-family:${fontFamily}">${content}</td></tr>\n`;

/** A table that carries numbers, not layout. */
const dataTable = (rows: readonly Html[]): Html =>
  markup`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse">${joinHtml(rows, '\n')}</table>`;

const heading = (text: string): Html =>
  markup`<h2 class="fg-text" style="margin:0 0 6px;${textStyle('text', { sizePx: 16, isBold: true })}">${withoutLinks(text)}</h2>`;

const changeHtml = (change: ChangeView | undefined, sizePx?: number): Html => {
  if (!change) return nothing;
  const color = !change.isUnusual ? 'faint' : change.tone === 'neutral' ? 'text' : change.tone;
  const style = textStyle(color, { ...(sizePx !== undefined && { sizePx }), isBold: change.isUnusual });
  return markup`<span class="fg-${color}" style="${style};white-space:nowrap">${change.text}</span>`;
};

function barsHtml(series: NumberView['series'], bars: Bars, size: 'narrow' | 'wide'): Html {
  const drawn = bars.draw(series);
  return drawn === '' ? nothing : sparklineCells(drawn, size);
}

const noteHtml = (note: string | undefined): Html =>
  note === undefined
    ? nothing
    : markup` <span class="fg-faint" style="${textStyle('faint', { sizePx: 13 })}">(${note})</span>`;

/** What is unusual, in a sentence. */
export const unusualBlock = ({ unusual }: ReportView): Html[] =>
  unusual
    ? [
        block(
          markup`<p class="fg-text" style="margin:0;${textStyle('text', { sizePx: 16 })}"><b>${withoutLinks(unusual.lead)}</b>${withoutLinks(unusual.rest)}</p>`,
          '0 24px 16px',
        ),
      ]
    : [];

/** Title and window. */
export const titleBlock = ({ title, window }: ReportView): Html =>
  block(
    markup`<h1 class="fg-text" style="margin:0;${textStyle('text', { sizePx: 20, isBold: true })}">${withoutLinks(title)}</h1><p class="fg-faint" style="margin:2px 0 0;${textStyle('faint')}">${window}</p>`,
    '24px 24px 16px',
  );

/** What readers must know before they read a number. */
export const noticeBlocks = (view: ReportView): Html[] =>
  noticesOf(view).map((line) =>
    block(
      markup`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="bg-notice fg-noticeText" style="padding:10px 14px;border-radius:8px;background-color:${light.notice};${textStyle('noticeText')}">${line}</td></tr></table>`,
      '0 24px 16px',
    ),
  );

/** The numbers of the first line, large: two or three side by side fit on a phone. */
export function headlineBlock({ headline, bars }: ReportView): Html[] {
  if (headline.length === 0) return [];
  const perRow = headline.length === 4 ? 2 : headline.length;
  const rows = Array.from({ length: Math.ceil(headline.length / perRow) }, (_, index) =>
    headline.slice(index * perRow, (index + 1) * perRow),
  );
  const cell = ({ name, text, change, note, series }: NumberView): Html =>
    markup`<td valign="top" width="${Math.floor(100 / perRow)}%" style="padding:0 8px 8px 0"><div class="big fg-text" style="${textStyle('text', { sizePx: 30, isBold: true })}">${withoutLinks(text)}</div><div class="fg-faint" style="${textStyle('faint')}">${withoutLinks(name)}${noteHtml(note)}</div>${changeHtml(change)}<div style="padding-top:6px">${barsHtml(series, bars, 'narrow')}</div></td>`;
  const table = rows.map((numbers) => markup`<tr>${joinHtml(numbers.map(cell), '\n')}</tr>`);
  return [
    block(
      markup`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${joinHtml(table, '\n')}</table>`,
      '0 24px 12px',
    ),
  ];
}

/** Pictures that travel in the same mail: one for each mode of a mail program. */
export interface MailChart {
  /** Of the light one. Without angle brackets. */
  readonly contentId: string;
  /** Absent: the light one is shown in dark mode, too. */
  readonly darkContentId?: string | undefined;
  /** Shown where pictures are not, and read out. */
  readonly altText: string;
}

/**
 * Shows the light picture, and the dark one in its place where the mail program is in dark mode and says so. A program
 * that does not say it shows the light one: an inline style hides the other, Outlook takes `mso-hide` for that.
 *
 * Both are shown by `img`, since a part that no `img` names is listed as an attachment; `<picture>` has a `source` for it.
 *
 * @see https://www.caniemail.com/features/css-at-media-prefers-color-scheme/
 */
export const chartBlock = ({ contentId, darkContentId, altText }: MailChart): Html => {
  const picture = (id: string, hidden = ''): Html =>
    markup`<img src="cid:${id}" alt="${withoutLinks(altText)}" width="552" class="fg-faint" style="display:block;width:100%;max-width:552px;height:auto;border:0;border-radius:8px;${textStyle('faint', { sizePx: 13 })}${hidden}">`;
  if (darkContentId === undefined) return block(picture(contentId));
  const dark = picture(darkContentId, ';mso-hide:all');
  return block(
    markup`<div class="in-light">${picture(contentId)}</div><div class="in-dark" style="display:none;max-height:0;overflow:hidden;mso-hide:all">${dark}</div>`,
  );
};

/** Numbers with a line of their own: name, bars, number, change. */
export function numbersBlock({ body, bars }: ReportView, texts: ReportTexts): Html[] {
  if (body.length === 0) return [];
  const cellStyle = `padding:8px 0;border-top:1px solid ${light.line}`;
  const row = ({ name, text, series, change, note }: NumberView): Html =>
    joinHtml(
      [
        markup`<tr><th scope="row" align="left" class="bd fg-text" style="${cellStyle};${textStyle('text')};font-weight:400">${withoutLinks(name)}${noteHtml(note)}</th>`,
        markup`<td align="right" valign="middle" class="bd" style="${cellStyle};padding-left:10px">${barsHtml(series, bars, 'wide')}</td>`,
        markup`<td align="right" class="bd fg-text" style="${cellStyle};padding-left:10px;white-space:nowrap;${textStyle('text', { isBold: true })}">${withoutLinks(text)}</td>`,
        markup`<td align="right" class="bd" style="${cellStyle};padding-left:10px">${changeHtml(change)}</td></tr>`,
      ],
      '',
    );
  const rest = body.length - maxNumbers;
  const shown = body.slice(0, maxNumbers).map(row);
  return [block(joinHtml([dataTable(shown), ...(rest > 0 ? [restLine(texts.andMoreQuestions(rest))] : [])], ''))];
}

const restLine = (text: string): Html =>
  markup`<p class="fg-faint" style="margin:6px 0 0;${textStyle('faint', { sizePx: 13 })}">${text}</p>`;

/** Small print is quiet. */
const unusualHtml = (change: ChangeView | undefined): Html =>
  change?.isUnusual ? markup` ${changeHtml(change, 13)}` : nothing;

/** The small print. */
export function detailsBlock({ details, language }: ReportView): Html[] {
  if (details.length === 0) return [];
  const items = details.map(
    ({ name, text, change, note }) =>
      markup`<span style="white-space:nowrap">${withoutLinks(name)} <b>${withoutLinks(text)}</b>${unusualHtml(change)}</span>${noteHtml(note)}`,
  );
  return [
    block(
      markup`${heading(mailTexts[language].details)}<p class="fg-text" style="margin:0;${textStyle('text')}">${joinHtml(items, ' · ')}</p>`,
    ),
  ];
}

/** The tables that have room. */
export function tableBlocks(view: ReportView, texts: ReportTexts): Html[] {
  const { shown, restText } = shownTablesOf(view, texts);
  return [
    ...shown.map((table) => tableBlock(table, texts)),
    ...(restText === undefined ? [] : [block(restLine(restText))]),
  ];
}

/** A table of the report as a table, with headers that screen readers read out. */
function tableBlock(table: TableView, texts: ReportTexts): Html {
  const { title, columns, rows, restCount } = table;
  const rest = restCount > 0 ? restLine(restInWords(table, texts)) : nothing;
  if (rows.length === 0) return block(markup`${heading(title)}${restLine(unshownInWords(restCount, texts))}`);
  const endPadding = (index: number): string => (index === columns.length - 1 ? '0' : '8px');
  const head = columns.map(
    ({ title: name, align }, index) =>
      markup`<th scope="col" align="${align}" class="fg-faint" style="padding:4px ${endPadding(index)} 4px 0;${textStyle('faint', { sizePx: 13 })};font-weight:400">${withoutLinks(name)}</th>`,
  );
  // Before the number, so that numbers stand below each other.
  const changeBefore = (change: string | undefined): Html =>
    change === undefined
      ? nothing
      : markup`<span class="fg-faint" style="${textStyle('faint', { sizePx: 13 })}">(${change})</span> `;
  const cell = ({ text, change }: CellView, index: number): Html =>
    markup`<td align="${columns[index]?.align ?? 'left'}" dir="auto" class="bd fg-text" style="padding:6px ${endPadding(index)} 6px 0;border-top:1px solid ${light.line};${textStyle('text')};word-break:break-word">${changeBefore(change)}${withoutLinks(text)}</td>`;
  const lines = rows.map((row) => markup`<tr>${joinHtml(row.map(cell), '')}</tr>`);
  return block(markup`${heading(title)}${dataTable([markup`<tr>${joinHtml(head, '')}</tr>`, ...lines])}${rest}`);
}

/** What has no answer, and why. */
export function missingBlock({ missing, missingText }: ReportView, texts: ReportTexts): Html[] {
  if (missing.length === 0) return [];
  const rest = questionCountOf(missing.slice(maxMissing));
  const item = ({ name, reason }: MissingView): Html =>
    markup`<li style="margin:0 0 4px"><b>${withoutLinks(name)}</b>: ${withoutLinks(reason)}</li>`;
  return [
    block(
      joinHtml(
        [
          ...(missingText === undefined ? [] : [heading(missingText)]),
          markup`<ul class="fg-text" style="margin:0;padding:0 0 0 20px;${textStyle('text')}">${joinHtml(missing.slice(0, maxMissing).map(item), '')}</ul>`,
          ...(rest > 0 ? [restLine(texts.andMoreQuestions(rest))] : []),
        ],
        '',
      ),
    ),
  ];
}

/** How numbers are to be read. */
export const notesBlock = ({ closingNotes: notes }: ReportView): Html[] =>
  notes.length === 0
    ? []
    : [
        block(
          markup`<p class="fg-faint" style="margin:0;${textStyle('faint', { sizePx: 13 })}">${notes.join(' ')}</p>`,
        ),
      ];

/** Below the card: why the mail came, and how it ends. */
export const footerBlock = ({ language }: ReportView, unsubscribeUrl: string | undefined): Html => {
  const { whySent, unsubscribe } = mailTexts[language];
  const link =
    unsubscribeUrl === undefined
      ? nothing
      : markup` <a href="${unsubscribeUrl}" class="fg-faint" style="color:${light.faint};text-decoration:underline">${unsubscribe}</a>`;
  return markup`<p class="fg-faint" style="margin:0;font-family:${fontFamily};${textStyle('faint', { sizePx: 12 })}">${whySent}${link}</p>`;
};
