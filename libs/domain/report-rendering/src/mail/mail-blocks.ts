// Not under its own name: The formatter would reformat the templates as pages and put space into texts.
import { type Html, inertText, joinHtml, html as markup } from '@pulso/kit/telegram';

import { type AnomalyView } from '../view/anomaly-view';
import { colors } from '../view/colors';
import { type MissingView, questionCountOf } from '../view/missing-view';
import { type BarsView, type ChangeView, type NumberView } from '../view/number-view';
import { type ReportView } from '../view/report-view';
import { type CellView, type TableView, maxTableRows } from '../view/table-view';
import { barCells, fontFamily, textStyle } from './mail-style';
import { detailsText, mailTexts, maxTables, noticesOf, restOfTables } from './mail-words';

/** Lines of what is missing. */
const maxMissing = 20;

const nothing = markup``;

/** A row of the card. */
const block = (content: Html, padding = '0 24px 20px'): Html =>
  markup`<tr><td class="pad" style="padding:${padding};font-family:${fontFamily}">${content}</td></tr>\n`;

export const mailBlocks = (view: ReportView, chart: MailChart | undefined): Html =>
  joinHtml(
    [
      titleBlock(view),
      ...(view.anomaly ? [anomalyBlock(view.anomaly)] : []),
      ...noticesOf(view).map(noticeBlock),
      ...(view.headline.length > 0 ? [headlineBlock(view, chart !== undefined)] : []),
      ...(chart ? [chartBlock(chart)] : []),
      ...(view.body.length > 0 ? [numbersBlock(view)] : []),
      ...view.details.map((details) => smallPrint(detailsText(details))),
      ...(view.missing.length > 0 ? [missingBlock(view)] : []),
      ...view.tables.slice(0, maxTables).map(tableBlock),
      ...(restOfTables(view) === '' ? [] : [block(restLine(restOfTables(view)))]),
      ...(view.closingNotes.length > 0 ? [smallPrint(view.closingNotes.join(' '))] : []),
    ],
    '',
  );

const titleBlock = ({ title, window }: ReportView): Html =>
  block(
    markup`<h1 class="fg-text" style="margin:0;${textStyle('text', { sizePx: 20, isBold: true })}">${inertText(title)}</h1><p class="fg-faint" style="margin:2px 0 0;${textStyle('faint')}">${window}</p>`,
    '24px 24px 16px',
  );

const anomalyBlock = ({ lead, rest }: AnomalyView): Html =>
  block(
    markup`<p class="fg-text" style="margin:0;${textStyle('text', { sizePx: 16 })}"><b>${inertText(lead)}</b>${inertText(rest)}</p>`,
    '0 24px 16px',
  );

const noticeBlock = (notice: string): Html =>
  block(
    markup`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="bg-notice fg-noticeText" style="padding:10px 14px;border-radius:8px;background-color:${colors.notice.light};${textStyle('noticeText')}">${notice}</td></tr></table>`,
    '0 24px 16px',
  );

/** The numbers of the first line, large: a phone has room for three side by side. */
function headlineBlock({ headline }: ReportView, hasChart: boolean): Html {
  const perRow = headline.length === 4 ? 2 : headline.length;
  const rows = Array.from({ length: Math.ceil(headline.length / perRow) }, (_, index) =>
    headline.slice(index * perRow, (index + 1) * perRow),
  );
  const cell = ({ name, text, change, note, bars }: NumberView): Html =>
    markup`<td valign="top" width="${Math.floor(100 / perRow)}%" style="padding:0 8px 12px 0"><div class="fg-faint" style="${textStyle('faint')}">${inertText(name)}${noteHtml(note)}</div><div class="big fg-text" style="${textStyle('text', { sizePx: 36, isBold: true })}">${inertText(text)}</div>${changeHtml(change)}<div style="padding-top:8px">${hasChart ? nothing : barsHtml(bars)}</div></td>`;
  const table = rows.map((numbers) => markup`<tr>${joinHtml(numbers.map(cell))}</tr>`);
  return block(
    markup`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${joinHtml(table)}</table>`,
    '0 24px 12px',
  );
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
 * Shows the dark picture in dark mode, else the light one: an inline style hides the other, for Outlook `mso-hide`. Both
 * are `img`: a part that no `img` names is listed as an attachment.
 *
 * @see https://www.caniemail.com/features/css-at-media-prefers-color-scheme/
 */
function chartBlock({ contentId, darkContentId, altText }: MailChart): Html {
  const picture = (id: string, hidden = ''): Html =>
    markup`<img src="cid:${id}" alt="${inertText(altText)}" width="592" class="fg-faint" style="display:block;width:100%;max-width:592px;height:auto;border:0;${textStyle('faint', { sizePx: 13 })}${hidden}">`;
  const both = (dark: string): Html =>
    markup`<div class="in-light">${picture(contentId)}</div><div class="in-dark" style="display:none;max-height:0;overflow:hidden;mso-hide:all">${picture(dark, ';mso-hide:all')}</div>`;
  // The picture has a margin of its own: its bars begin below the numbers.
  return markup`<tr><td style="padding:0 4px 20px">${darkContentId === undefined ? picture(contentId) : both(darkContentId)}</td></tr>\n`;
}

/** Numbers with a line of their own: name, bars, number, change. */
function numbersBlock({ body }: ReportView): Html {
  const cellStyle = `padding:8px 0;border-top:1px solid ${colors.line.light}`;
  const row = ({ name, text, bars, change, note }: NumberView): Html =>
    joinHtml(
      [
        markup`<tr><th scope="row" align="left" class="bd fg-text" style="${cellStyle};${textStyle('text')};font-weight:400">${inertText(name)}${noteHtml(note)}${change?.isAnomaly ? markup`<br>${changeHtml(change)}` : nothing}</th>`,
        markup`<td align="right" valign="middle" class="bd" style="${cellStyle};padding-left:10px">${barsHtml(bars)}</td>`,
        markup`<td align="right" class="bd fg-text" style="${cellStyle};padding-left:10px;white-space:nowrap;${textStyle('text', { isBold: true })}">${inertText(text)}</td>`,
        markup`<td align="right" class="bd" style="${cellStyle};padding-left:10px">${change?.isAnomaly ? nothing : changeHtml(change)}</td></tr>`,
      ],
      '',
    );
  return block(dataTable(body.map(row)));
}

const smallPrint = (text: string): Html =>
  block(markup`<p class="fg-faint" style="margin:0;${textStyle('faint', { sizePx: 13 })}">${inertText(text)}</p>`);

function missingBlock({ missing, missingText, texts }: ReportView): Html {
  const rest = questionCountOf(missing.slice(maxMissing));
  const item = ({ name, reason }: MissingView): Html =>
    markup`<li style="margin:0 0 4px"><b>${inertText(name)}</b>: ${inertText(reason)}</li>`;
  const list = joinHtml(missing.slice(0, maxMissing).map(item), '');
  return block(
    markup`${missingText === undefined ? nothing : heading(missingText)}<ul class="fg-text" style="margin:0;padding:0 0 0 20px;${textStyle('text')}">${list}</ul>${restLine(rest > 0 ? texts.andMoreQuestions(rest) : '')}`,
  );
}

/** A table of the report as a table, with headers that screen readers read out. */
function tableBlock({ title, columns, rows: all, restText }: TableView): Html {
  const rows = all.slice(0, maxTableRows);
  const rest = restLine(restText(rows.length));
  if (rows.length === 0) return block(markup`${heading(title)}${rest}`);
  const endPadding = (index: number): string => (index === columns.length - 1 ? '0' : '8px');
  const head = columns.map(
    ({ title: name, align }, index) =>
      markup`<th scope="col" align="${align}" class="fg-faint" style="padding:4px ${endPadding(index)} 4px 0;${textStyle('faint', { sizePx: 13 })};font-weight:400">${inertText(name)}</th>`,
  );
  // Before the number, so that numbers stand below each other.
  const changeBefore = (change: string | undefined): Html =>
    change === undefined
      ? nothing
      : markup`<span class="fg-faint" style="${textStyle('faint', { sizePx: 13 })}">${change}</span>&nbsp; `;
  const cell = ({ text, change }: CellView, index: number): Html =>
    markup`<td align="${columns[index]?.align ?? 'left'}" dir="auto" class="bd fg-text" style="padding:6px ${endPadding(index)} 6px 0;border-top:1px solid ${colors.line.light};${textStyle('text')};word-break:break-word">${changeBefore(change)}${inertText(text)}</td>`;
  const lines = [head, ...rows.map((row) => row.map(cell))].map((cells) => markup`<tr>${joinHtml(cells, '')}</tr>`);
  return block(markup`${heading(title)}${dataTable(lines)}${rest}`);
}

/** Below the card: why the mail came, and how to unsubscribe. */
export function footer({ language }: ReportView, unsubscribeUrl: string | undefined): Html {
  const { whySent, unsubscribe } = mailTexts[language];
  const link =
    unsubscribeUrl === undefined
      ? nothing
      : markup` <a href="${unsubscribeUrl}" class="fg-faint" style="color:${colors.faint.light};text-decoration:underline">${unsubscribe}</a>`;
  return markup`<p class="fg-faint" style="margin:0;font-family:${fontFamily};${textStyle('faint', { sizePx: 12 })}">${whySent}${link}</p>`;
}

/** A table that carries numbers, not layout. */
const dataTable = (rows: readonly Html[]): Html =>
  markup`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse">${joinHtml(rows)}</table>`;

const heading = (text: string): Html =>
  markup`<h2 class="fg-text" style="margin:0 0 6px;${textStyle('text', { sizePx: 16, isBold: true })}">${inertText(text)}</h2>`;

/** Only what is unusual and bad has a colour. */
function changeHtml(change: ChangeView | undefined): Html {
  if (!change) return nothing;
  const color = change.isAnomaly && change.isBad ? 'bad' : 'faint';
  return markup`<span class="fg-${color}" style="${textStyle(color)};white-space:nowrap">${change.text}</span>`;
}

const barsHtml = (bars: BarsView | undefined): Html => (bars ? barCells(bars) : nothing);

const noteHtml = (note: string | undefined): Html =>
  note === undefined
    ? nothing
    : markup` <span class="fg-faint" style="${textStyle('faint', { sizePx: 13 })}">(${note})</span>`;

/** Counts what is not shown; nothing for an empty text. */
const restLine = (text: string): Html =>
  text === ''
    ? nothing
    : markup`<p class="fg-faint" style="margin:6px 0 0;${textStyle('faint', { sizePx: 13 })}">${text}</p>`;
