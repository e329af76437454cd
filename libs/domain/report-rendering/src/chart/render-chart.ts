import { type LocalizedText } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { cutText, inertText } from '@pulso/kit/telegram';
import { type Language, languageOf, reportTexts } from '@pulso/kit/texts';
import { dayMs } from '@pulso/kit/time';

import { type ChartData, type ChartSeries, chartDataOf } from '../view/chart-series';
import { clip, titleIn } from '../view/line-text';
import { formatValue } from '../view/number-text';
import { numberViewOf } from '../view/number-view';
import {
  type Window,
  daysInWords,
  endsAtMidnight,
  periodOf,
  windowInWords,
  type Zone,
  zoneOf,
} from '../view/window-in-words';
import { axisLabelsOf } from './axis';
import {
  type Palette,
  marginPx,
  palettes,
  smallTextPx,
  widthPx,
  cutToWidth,
  drawable,
  isDrawable,
  svgText,
} from './svg-text';
import { chartTexts } from './chart-texts';
import { axisWidthPx, drawPanel, panelHeightPx } from './draw-panel';

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

const captionNumbers = 2;
const maxCaptionLineLength = 80;

const captionOf = (panels: readonly { readonly title: string; readonly text: string }[], about: string): string =>
  [
    panels
      .slice(0, captionNumbers)
      .map(({ title, text }) => `${title} ${text}`)
      .join(' · '),
    about,
  ]
    .map((line) => cutText(inertText(clip(line, maxCaptionLineLength)), maxCaptionLineLength, '…'))
    .join('\n');

interface ChartOptions {
  /** A language tag. */
  readonly language?: string | undefined;
  /** An IANA name. Default: UTC. */
  readonly timeZone?: string | undefined;
  /** The background on which it is shown. Default: light. */
  readonly mode?: keyof typeof palettes | undefined;
}

/** A picture of a report's numbers. */
export interface Chart {
  readonly svg: string;
  /** The same in words, at most 900 UTF-16 units. Text, not HTML. */
  readonly altText: string;
  /** Two short lines for where it stands alone, as a lock screen shows them: what it is about, and its first numbers. */
  readonly caption: string;
}

const headPx = 122;
const titleTextPx = 44;
/** The plot of a panel by the number of panels: few are drawn larger. */
const plotHeightsPx = [400, 250, 180, 140];
const noteHeightPx = 40;

/**
 * Draws the history of a report's numbers, one panel each, as SVG.
 *
 * The same content is the same SVG. It refers to nothing outside but the font "Noto Sans".
 *
 * @returns Undefined when there is nothing to draw: no number is known for two windows.
 */
export function renderChart(
  content: ReportContent,
  { language: tag, timeZone, mode = 'light' }: ChartOptions = {},
): Chart | undefined {
  const data = chartDataOf(content);
  if (data === undefined) return undefined;
  const language = languageOf(tag);
  const zone = zoneOf(timeZone);
  const colors = palettes[mode];
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
  const time = timeInWords(data, window, language, zone);
  const notes = notesOf(data, language, zone);

  const plotHeightPx = plotHeightsPx[panels.length - 1] ?? 0;
  const panelPx = panelHeightPx(plotHeightPx);
  const panelsBottomPx = headPx + panels.length * panelPx;
  const heightPx = panelsBottomPx + notes.length * noteHeightPx + marginPx / 2;
  const labels = axisLabelsOf(data, language, zone);
  const leftPx = Math.max(...panels.map(axisWidthPx));
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}" font-family="Noto Sans, sans-serif">`,
    gapPattern(colors),
    `<rect width="${widthPx}" height="${heightPx}" fill="${colors.background}"/>`,
    ...head(title, time, colors),
    ...panels.map((panel, index) =>
      drawPanel({ ...panel, labels, leftPx, plotHeightPx, colors, topPx: headPx + index * panelPx }),
    ),
    ...notes.map((text, index) => noteText(text, panelsBottomPx + index * noteHeightPx, colors)),
    '</svg>',
    '',
  ].join('\n');
  return {
    svg,
    altText: describeChart(`${title}, ${time.replace(/\.$/, '')}.`, panels, language),
    caption: captionOf(panels, `${title}, ${time}`),
  };
}

/** In the reader's language, or in English where that can't be drawn. */
const drawableTitle = (title: LocalizedText, tag: string | undefined, id: string): string =>
  [titleIn(title, tag, id), title.en].find(isDrawable) ?? id;

/** Says which time a picture is about, in the words of the report that it belongs to where it shows that window. */
function timeInWords(data: ChartData, window: Window, language: Language, zone: Zone): string {
  const { endsMs, stepMs, isOwnWindow } = data;
  const texts = reportTexts(language);
  if (isOwnWindow) return windowInWords(window, zone, texts);
  const lengthMs = endsMs.length * stepMs;
  return lengthMs % dayMs === 0
    ? daysInWords({ dayCount: lengthMs / dayMs, endMs: window.endMs }, zone, texts)
    : windowInWords({ startMs: window.endMs - lengthMs, endMs: window.endMs }, zone, texts);
}

/** What stands below the panels: a day that is no day of the calendar, and a gap, need a word. */
function notesOf({ series, endsMs, stepMs }: ChartData, language: Language, zone: Zone): string[] {
  const { barEnds, gap } = chartTexts[language];
  const period = periodOf({ startMs: 0, endMs: stepMs });
  const isCalendar = endsAtMidnight(endsMs.at(-1) ?? 0, zone);
  return [
    ...(period === 'other' || isCalendar ? [] : [barEnds[period]]),
    ...(series.some(({ points }) => points.includes(null)) ? [gap] : []),
  ];
}

const gapPattern = ({ gap, gapLines }: Palette): string =>
  '<defs><pattern id="gap" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  `<rect width="14" height="14" fill="${gap}"/><rect width="4" height="14" fill="${gapLines}"/></pattern></defs>`;

function head(title: string, time: string, colors: Palette): string[] {
  const room = widthPx - 2 * marginPx;
  return [
    svgText(cutToWidth(drawable(title), titleTextPx * 1.08, room), {
      x: marginPx,
      y: 68,
      sizePx: titleTextPx,
      color: colors.text,
      isBold: true,
    }),
    svgText(cutToWidth(time, smallTextPx + 2, room), {
      x: marginPx,
      y: 112,
      sizePx: smallTextPx + 2,
      color: colors.faintText,
    }),
  ];
}

const noteText = (text: string, topPx: number, colors: Palette): string =>
  svgText(text, { x: marginPx, y: topPx + 28, sizePx: smallTextPx, color: colors.faintText });
