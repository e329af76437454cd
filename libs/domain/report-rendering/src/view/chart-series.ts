import { type ReportContent } from '@pulso/contracts/report-updates';
import { nominalLengthMs } from '@pulso/kit/time';

type Value = ReportContent['values'][number];

/** One number over several windows, oldest first. `null`: not known, a gap. */
export interface ChartSeries {
  readonly value: Value;
  readonly points: readonly (number | null)[];
}

/** What one picture shows: numbers over the same windows. */
export interface ChartData {
  readonly series: readonly ChartSeries[];
  /** The end of each window, epoch ms, oldest first. */
  readonly endsMs: readonly number[];
  /** The length of one window. */
  readonly stepMs: number;
  /** Whether these are all parts of the report's own window. Else they lie around it, a day being 24 hours long. */
  readonly isOwnWindow: boolean;
}

/** More panels than this are too small to read on a phone. */
const maxPanels = 4;
/** As many bars have room for a label each, or every second one. */
const maxPoints = 31;

/**
 * Finds what there is to draw.
 *
 * Where numbers are made of shorter windows, those are shown; else the same number in earlier windows. Never both: one
 * picture has one time axis. The numbers of the first line come first, and what they are in shorter windows; the small
 * print comes last, and only if there is room.
 *
 * @returns Undefined when no number is known for two windows at least.
 */
export function chartDataOf(content: ReportContent): ChartData | undefined {
  return dataOf(content, 'parts') ?? dataOf(content, 'earlier');
}

function dataOf({ values, windowStartMs, windowEndMs }: ReportContent, kind: 'parts' | 'earlier') {
  const all = values.flatMap((value): ChartSeries[] => {
    const points = pointsOf(value, kind).slice(-maxPoints);
    return points.filter((point) => point !== null).length < 2 ? [] : [{ value, points }];
  });
  const count = Math.max(0, ...all.map(({ points }) => points.length));
  if (count === 0) return undefined;
  const inHeadline = new Set(values.filter(({ prominence }) => prominence === 'headline').map(idOf));
  const rankOf = (value: Value) => (inHeadline.has(idOf(value)) ? 'headline' : value.prominence);
  const inOrder = prominences.flatMap((wanted) => all.filter(({ value }) => rankOf(value) === wanted));
  // The windows before were as long as this one would be without a change of clocks.
  const windowMs = nominalLengthMs(windowEndMs - windowStartMs);
  const partCount = Math.max(...values.map(({ parts = [] }) => parts.length));
  const stepMs = kind === 'parts' ? windowMs / partCount : windowMs;
  return {
    series: inOrder.slice(0, maxPanels).map(({ value, points }) => ({ value, points: padded(points, count) })),
    endsMs: Array.from({ length: count }, (_, index) => windowEndMs - (count - 1 - index) * stepMs),
    stepMs,
    isOwnWindow: kind === 'parts' && count === partCount,
  };
}

/** A week's people, and the people of its days. */
const idOf = ({ queryId, numberId = '' }: Value): string => `${queryId}/${numberId}`;

function pointsOf({ value, parts, earlier }: Value, kind: 'parts' | 'earlier'): readonly (number | null)[] {
  if (kind === 'parts') return parts ?? [];
  return earlier === undefined ? [] : [...earlier, value];
}

/** As the text has them: the numbers of its first line, the others, the small print. */
const prominences = ['headline', undefined, 'detail'] as const satisfies readonly Value['prominence'][];

/** The newest points stand below each other in all panels. */
const padded = (points: readonly (number | null)[], count: number): readonly (number | null)[] => [
  ...Array.from({ length: count - points.length }, () => null),
  ...points,
];
