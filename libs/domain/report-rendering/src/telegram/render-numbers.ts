import { type Html, html, inertText, joinHtml } from '@pulso/kit/telegram';

import { plainTextOf } from '../plain-text-of';
import { type ChangeView, type NumberView } from '../view/number-view';
import { type ReportView } from '../view/report-view';
import { type Bars, barsOf } from '../view/sparkline';

/** More bars leave no room for a name in a phone's line. */
const maxBarsBesideName = 14;

const maxDetailLineLength = 100;
const detailSeparator = ' · ';

/**
 * Renders the lines of numbers below the head of a report: of the headline's numbers what the headline does not show,
 * how they went; of the others name, number, change and how they went; then the small print.
 */
export function numberLines({ headline, body, details }: ReportView): Html[] {
  const bars = barsOf([...headline, ...body]);
  return [
    ...headline.flatMap((number) => trendLine(number, bars)),
    ...body.map((number) => bodyLine(number, bars)),
    ...detailLines(details),
  ];
}

/** Renders a number for the first line. */
export const headlineNumber = ({ name, text, change }: NumberView): Html =>
  html`${inertText(name)} <b>${inertText(text)}</b>${changeAfter(change)}`;

function trendLine({ name, series, note }: NumberView, bars: Bars): Html[] {
  const drawn = bars.draw(series);
  if (drawn === '' && note === undefined) return [];
  const range = drawn === '' ? '' : ` ${series?.rangeText ?? ''}`;
  return [besideBars(drawn, html`${inertText(name)}${inertText(range)}${noteAfter(note)}`)];
}

const bodyLine = ({ name, text, change, series, note }: NumberView, bars: Bars): Html =>
  besideBars(
    bars.draw(series),
    html`${inertText(name)} <b>${inertText(text)}</b>${changeAfter(change)}${noteAfter(note)}`,
  );

function besideBars(bars: string, line: Html): Html {
  if (bars === '') return line;
  const drawn = html`<code>${bars}</code>`;
  return bars.length > maxBarsBesideName ? joinHtml([line, drawn]) : html`${drawn} ${line}`;
}

/**
 * Small print is quiet: it shows what is unusual, and no other change. Its lines are about equally long, since a number that is
 * alone in the last one looks like something of its own.
 */
function detailLines(details: readonly NumberView[]): Html[] {
  const pieces = details.map(({ name, text, change, note }) => {
    const unusual = change?.isUnusual ? change : undefined;
    const piece = html`${inertText(name)} ${inertText(text)}${changeAfter(unusual)}${noteAfter(note)}`;
    return { piece, length: plainTextOf(piece).length + detailSeparator.length };
  });
  let restLength = pieces.reduce((sum, { length }) => sum + length, 0);
  const lines: Html[][] = [];
  let lineLength = Infinity;
  let targetLength = 0;
  for (const { piece, length } of pieces) {
    if (lineLength + length > maxDetailLineLength || lineLength + length / 2 > targetLength) {
      lines.push([]);
      lineLength = 0;
      targetLength = restLength / Math.ceil(restLength / maxDetailLineLength);
    }
    lineLength += length;
    restLength -= length;
    lines.at(-1)?.push(piece);
  }
  return lines.map((line) => joinHtml(line, detailSeparator));
}

function changeAfter(change: ChangeView | undefined): Html {
  if (!change?.text) return html``;
  return change.isUnusual ? html` <b>${change.text}</b>` : html` ${change.text}`;
}

const noteAfter = (note: string | undefined): Html => (note === undefined ? html`` : html` <i>(${note})</i>`);
