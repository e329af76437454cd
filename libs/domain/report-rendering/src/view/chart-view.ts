import { type LocalizedText } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { cutText, inertText } from '@pulso/kit/telegram';
import { dayMs } from '@pulso/kit/time';

import { type ChartData, chartDataOf } from './series';
import { chartTexts } from './chart-texts';
import { clip, isDrawable } from './line-text';
import { formatValue, numberViewOf } from './number-view';
import {
  type Day,
  type Frame,
  type ReaderOptions,
  clockTime,
  dayOf,
  daysBefore,
  daysInWords,
  endsAtMidnight,
  frameOf,
  periodOf,
  windowInWords,
} from './window-in-words';

/** What a chart shows, in the reader's words. */
export interface ChartView {
  readonly panels: readonly PanelView[];
  /** What stands below the bars of all panels. */
  readonly labels: readonly AxisLabel[];
  /** What stands below the panels. */
  readonly notes: readonly string[];
  /** The same in words, at most 900 UTF-16 units. Text, not HTML. */
  readonly altText: string;
  /** Two short lines for a lock screen: its first numbers, and what it is about. */
  readonly caption: string;
}

/** A number over time. */
export interface PanelView {
  readonly title: string;
  /** The number of the whole window, as texts show it. */
  readonly text: string;
  /** What to know about it. @example '1 day missing' */
  readonly note: string | undefined;
  /** Oldest first. `null`: not known, a gap. */
  readonly points: readonly (number | null)[];
  /** The same in the window before, and where each usually lies. Empty: not known. */
  readonly before: readonly (number | null)[];
  readonly usual: readonly (Range | null)[];
  readonly format: (value: number) => string;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/** What stands below a bar, in up to two lines. */
export interface AxisLabel {
  readonly first: string;
  readonly second?: string;
}

/** Words a chart. @returns Undefined when there is nothing to draw: no number is known for two windows. */
export function chartViewOf(content: ReportContent, options: ReaderOptions): ChartView | undefined {
  const data = chartDataOf(content);
  if (data === undefined) return undefined;
  const frame = frameOf(content, options);
  const panels = data.series.map(({ value, points }): PanelView => {
    const { text, note } = numberViewOf(value, frame);
    const { unit = 'count' } = value;
    return {
      title: drawableTitle(value.title, value.numberId ?? value.queryId, frame),
      text,
      note,
      points,
      before: alongside(points, value.partsBefore),
      usual: alongside(points, value.partBaselines),
      format: (number) => formatValue(number, unit, frame.language),
    };
  });
  const about = `${frame.titleOf(content.title, content.reportId)}, ${timeInWords(data, frame)}`;
  return {
    panels,
    labels: axisLabelsOf(data, frame),
    notes: notesOf(data, panels, frame),
    altText: altTextOf(`${about.replace(/\.$/, '')}.`, panels, frame),
    caption: captionOf(panels, about),
  };
}

const alongside = <Item>(points: readonly unknown[], items: readonly Item[] = []): readonly Item[] =>
  items.length === points.length ? items : [];

/** In the reader's language, or in English where that can't be drawn. */
const drawableTitle = (title: LocalizedText, id: string, { titleOf }: Frame): string =>
  [titleOf(title, id), title.en].find(isDrawable) ?? id;

function timeInWords({ endsMs, stepMs, isOwnWindow }: ChartData, frame: Frame): string {
  if (isOwnWindow) return frame.windowText;
  const { endMs } = frame.window;
  const lengthMs = endsMs.length * stepMs;
  return lengthMs % dayMs === 0
    ? daysInWords(lengthMs / dayMs, endMs, frame)
    : windowInWords({ startMs: endMs - lengthMs, endMs }, frame);
}

/** Explains days that are not of the calendar, line and band, and gaps. */
function notesOf({ endsMs, stepMs }: ChartData, panels: readonly PanelView[], { language, zone }: Frame): string[] {
  const { dayBar, weekBar, beside, gap } = chartTexts[language];
  const period = periodOf({ startMs: 0, endMs: stepMs });
  const isCalendar = endsAtMidnight(endsMs.at(-1) ?? 0, zone);
  return [
    ...(period === 'other' || isCalendar ? [] : [period === 'day' ? dayBar : weekBar]),
    ...(panels.some(({ before }) => before.length > 0) ? [beside] : []),
    ...(panels.some(({ points }) => points.includes(null)) ? [gap] : []),
  ];
}

/** Windows shorter than this have no day of their own, ms. */
const shortestOfDayMs = 43_200_000;

/** Names a window by the day of its end, a short one by its time. Days have weekdays: use has the rhythm of weeks. */
function axisLabelsOf({ endsMs, stepMs }: ChartData, { language, texts, zone }: Frame): AxisLabel[] {
  if (stepMs < shortestOfDayMs) return endsMs.map((endMs) => ({ first: clockTime(zone.wallTimeAt(endMs)) }));
  const isDay = periodOf({ startMs: 0, endMs: stepMs }) === 'day';
  const { weekdays } = chartTexts[language];
  // Days are counted back in the calendar: where clocks change, a day would have two bars, or none.
  const last = dayOf(endsMs.at(-1) ?? 0, zone);
  const dayAt = (endMs: number, index: number): Day =>
    stepMs % dayMs === 0 ? daysBefore(last, ((endsMs.length - 1 - index) * stepMs) / dayMs) : dayOf(endMs, zone);
  return endsMs
    .map(dayAt)
    .map(({ day, month, weekday }) =>
      isDay ? { first: weekdays[weekday] ?? '', second: String(day) } : { first: texts.date({ day, month }) },
    );
}

/** Telegram takes 1,024 characters as a caption, and a screen reader reads it all. */
const maxAltTextLength = 900;

/** Tells people who don't see the chart every number and the extremes, or, if that is too long, the extremes. */
function altTextOf(heading: string, panels: readonly PanelView[], { language }: Frame): string {
  const { extremes, unknown } = chartTexts[language];
  const say = (withAll: boolean): string => {
    const sentences = panels.map(({ title, points, format }) => {
      const known = points.filter((point) => point !== null);
      const both = extremes(format(Math.min(...known)), format(Math.max(...known)));
      // Semicolons: in most languages a comma stands inside of numbers.
      const all = points.map((point) => (point === null ? unknown : format(point))).join('; ');
      return withAll ? `${title}: ${all} (${both}).` : `${title}: ${both}.`;
    });
    return [heading, ...sentences].join(' ');
  };
  const full = say(true);
  return inertLine(full.length <= maxAltTextLength ? full : say(false), maxAltTextLength);
}

const captionNumbers = 2;
const maxCaptionLineLength = 80;

function captionOf(panels: readonly PanelView[], about: string): string {
  const numbers = panels.slice(0, captionNumbers).map(({ title, text }) => `${title} ${text}`);
  return [numbers.join(' · '), about].map((line) => inertLine(line, maxCaptionLineLength)).join('\n');
}

/** No title becomes a link below a picture in a chat. */
const inertLine = (text: string, maxLength: number): string =>
  cutText(inertText(clip(text, maxLength)), maxLength, '…');
