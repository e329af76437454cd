import { type LocalizedText } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { inertText } from '@pulso/kit/telegram-html';
import { cutText } from '@pulso/kit/text-limits';
import { type DayInWords, type Language, languageOf, reportTexts } from '@pulso/kit/texts';

import { type ChartData, type ChartSeries, chartDataOf } from '../view/chart-series';
import { clip } from '../view/clip';
import { formatValue } from '../view/format-value';
import { titleIn } from '../view/localized';
import { numberViewOf } from '../view/number-view';
import { type Zone, zoneOf } from '../view/zoned-time';
import { axisLabelsOf } from './axis-labels';
import { colors, marginPx, smallTextPx, widthPx } from './chart-style';
import { chartTexts } from './chart-texts';
import { type Day, daysOf, firstDayOf } from './days-of';
import { axisWidthPx, drawPanel, panelHeightPx } from './draw-panel';
import { cutToWidth, drawable, isDrawable, svgText } from './svg-text';

/** UTF-16 units. Telegram takes 1,024 characters as a caption, and a screen reader reads it all. */
const maxAltTextLength = 900;

interface DescribedSeries {
  readonly series: ChartSeries;
  readonly title: string;
  readonly format: (value: number) => string;
}

/**
 * Says what a chart shows to people who don't see it: every number from the oldest to the newest, and the extremes. What
 * is too long for that has the extremes alone. Nothing of a title becomes a link below a picture in a chat.
 *
 * @param heading - What the chart is about, and when.
 */
function describeChart(heading: string, panels: readonly DescribedSeries[], language: Language): string {
  const say = (withAll: boolean): string =>
    [heading, ...panels.map((panel) => inWords(panel, language, withAll))].join(' ');
  const full = say(true);
  const line = clip(full.length <= maxAltTextLength ? full : say(false), maxAltTextLength);
  return cutText(inertText(line), maxAltTextLength, '…');
}

function inWords({ series, title, format }: DescribedSeries, language: Language, withAll: boolean): string {
  const texts = chartTexts[language];
  const known = series.points.filter((point) => point !== null);
  const extremes = texts.extremes(format(Math.min(...known)), format(Math.max(...known)));
  if (!withAll) return `${title}: ${extremes}.`;
  // Semicolons: in most languages a comma stands inside of numbers.
  const all = series.points.map((point) => (point === null ? texts.unknown : format(point))).join('; ');
  return `${title}: ${all} (${extremes}).`;
}

interface ChartOptions {
  /** A language tag. */
  readonly language?: string | undefined;
  /** An IANA name. Default: UTC. */
  readonly timeZone?: string | undefined;
}

/** A picture of a report's numbers. */
export interface Chart {
  readonly svg: string;
  /** The same in words, at most 900 UTF-16 units. Text, not HTML. */
  readonly altText: string;
}

const headPx = 122;
const titleTextPx = 44;
/** The plot of a panel by the number of panels: few are drawn larger. */
const plotHeightsPx = [400, 250, 180, 140];
const noteHeightPx = 56;

/**
 * Draws the history of a report's numbers, one panel each, as SVG.
 *
 * The same content is the same SVG. It refers to nothing outside but the font "Noto Sans".
 *
 * @returns Undefined when there is nothing to draw: no number is known for two windows.
 */
export function renderChart(content: ReportContent, { language: tag, timeZone }: ChartOptions = {}): Chart | undefined {
  const data = chartDataOf(content);
  if (data === undefined) return undefined;
  const language = languageOf(tag);
  const zone = zoneOf(timeZone);
  const window = { startMs: content.windowStartMs, endMs: content.windowEndMs };
  const panels = data.series.map((series) => {
    const { text, note } = numberViewOf(series.value, window, { tag, language, zone });
    return {
      series,
      title: drawableTitle(series.value.title, tag, series.value.numberId ?? series.value.queryId),
      text,
      note,
      format: (value: number): string => formatValue(value, series.value.unit, language),
    };
  });
  const title = drawableTitle(content.title, tag, content.reportId);
  const days = daysInWords(data, language, zone);

  const plotHeightPx = plotHeightsPx[panels.length - 1] ?? 0;
  const panelPx = panelHeightPx(plotHeightPx);
  const hasGap = data.series.some(({ points }) => points.includes(null));
  const panelsBottomPx = headPx + panels.length * panelPx;
  const heightPx = panelsBottomPx + (hasGap ? noteHeightPx : marginPx / 2);
  const labels = axisLabelsOf(data, language, zone);
  const leftPx = Math.max(...panels.map(axisWidthPx));
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}" font-family="Noto Sans, sans-serif">`,
    gapPattern,
    `<rect width="${widthPx}" height="${heightPx}" fill="${colors.background}"/>`,
    ...head(title, days),
    ...panels.map((panel, index) =>
      drawPanel({ ...panel, labels, leftPx, plotHeightPx, topPx: headPx + index * panelPx }),
    ),
    ...(hasGap ? [note(chartTexts[language].gap, panelsBottomPx)] : []),
    '</svg>',
    '',
  ].join('\n');
  return { svg, altText: describeChart(`${title}, ${days.replace(/\.$/, '')}.`, panels, language) };
}

/** In the reader's language, or in English where that can't be drawn. */
const drawableTitle = (title: LocalizedText, tag: string | undefined, id: string): string =>
  [titleIn(title, tag, id), title.en].find(isDrawable) ?? id;

function daysInWords(data: ChartData, language: Language, zone: Zone): string {
  const [from, to] = [firstDayOf(data, zone), daysOf(data, zone).at(-1)].map(withoutWeekday);
  if (!from || !to) return '';
  const texts = reportTexts(language);
  return from.day === to.day && from.month === to.month ? texts.date(to) : texts.dateSpan(from, to);
}

const withoutWeekday = (day: Day | undefined): DayInWords | undefined => day && { day: day.day, month: day.month };

const gapPattern =
  '<defs><pattern id="gap" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  `<rect width="14" height="14" fill="#f3f5f7"/><rect width="4" height="14" fill="#c3cbd3"/></pattern></defs>`;

function head(title: string, days: string): string[] {
  const room = widthPx - 2 * marginPx;
  return [
    svgText(cutToWidth(drawable(title), titleTextPx * 1.08, room), {
      x: marginPx,
      y: 68,
      sizePx: titleTextPx,
      color: colors.text,
      isBold: true,
    }),
    svgText(cutToWidth(days, smallTextPx, room), {
      x: marginPx,
      y: 112,
      sizePx: smallTextPx + 2,
      color: colors.faintText,
    }),
  ];
}

const note = (text: string, topPx: number): string =>
  svgText(text, { x: marginPx, y: topPx + 28, sizePx: smallTextPx, color: colors.faintText });
