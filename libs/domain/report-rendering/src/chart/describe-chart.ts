import { inertText } from '@pulso/telegram-html';
import { cutText } from '@pulso/text-limits';
import { type Language } from '@pulso/texts';

import { type ChartSeries } from '../view/chart-series';
import { clip } from '../view/clip';
import { chartTexts } from './chart-texts';

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
export function describeChart(heading: string, panels: readonly DescribedSeries[], language: Language): string {
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
