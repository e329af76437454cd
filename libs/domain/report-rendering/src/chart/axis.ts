import { type AxisLabel, type PanelView } from '../view/chart-view';
import { type Mode, colors } from '../view/colors';
import { marginPx, round, smallTextPx, svgText, textWidthPx, widthPx } from './svg-text';

/** Steps are one of these times a power of ten. */
const roundSteps = [1, 2, 5, 10];

/** Beyond this, sums of two doubles need not be finite. */
const largestScaled = 1e300;

/**
 * Chooses an axis that holds zero and all values, with one to four steps of 1, 2 or 5 times a power of ten.
 *
 * @param isWhole - The values are counts: no tick lies between two whole numbers.
 * @returns Ticks ascend from `min` to `max`.
 * @example roundTicks([180, 249], true).ticks; // [0, 100, 200, 300]
 */
export function roundTicks(values: readonly number[], isWhole: boolean) {
  const low = Math.max(-largestScaled, Math.min(0, ...values));
  const high = Math.min(largestScaled, Math.max(0, ...values));
  const step = stepFor((high - low || 1) / 3, isWhole);
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => multiple(first + index, step));
  return { min: multiple(first, step), max: multiple(last, step), ticks };
}

/** The smallest round step that is not below `least`. */
function stepFor(least: number, isWhole: boolean): number {
  if (isWhole && least <= 1) return 1;
  const power = 10 ** Math.max(-300, Math.floor(Math.log10(least)));
  const factor = roundSteps.find((round) => round * power >= least) ?? 10;
  return factor * power;
}

/** Without the digits that binary fractions add: 3 * 0.1 is 0.30000000000000004. */
const multiple = (count: number, step: number): number => Number((count * step).toPrecision(12));

export const scaleOf = ({ points, isCount }: PanelView) =>
  roundTicks(
    points.filter((point) => point !== null),
    isCount,
  );

const gapAfterTicksPx = 14;

/** How far from the left edge a panel's plot must begin to leave room for what is written at its axis. */
export const axisWidthPx = (panel: PanelView): number =>
  marginPx +
  gapAfterTicksPx +
  Math.max(...scaleOf(panel).ticks.map((tick) => textWidthPx(panel.format(tick), smallTextPx)));

/** A line across the plot, and its value beside it. */
export const drawTick = (text: string, left: number, y: number, mode: Mode): string[] => [
  `<path d="M${round(left)} ${round(y)}H${widthPx - marginPx}" stroke="${colors.line[mode]}" stroke-width="2"/>`,
  svgText(text, { x: left - gapAfterTicksPx, y: y + smallTextPx * 0.35, color: 'faint', mode, anchor: 'end' }),
];

/** Labels every window if there is room, else every second one and so on; always the newest. */
export function drawLabels(
  labels: readonly AxisLabel[],
  left: number,
  slotPx: number,
  y: number,
  mode: Mode,
): string[] {
  const widest = Math.max(
    ...labels.flatMap(({ first, second = '' }) => [first, second].map((text) => textWidthPx(text, smallTextPx))),
  );
  const stride = Math.ceil((widest + smallTextPx / 3) / slotPx);
  return labels.flatMap(({ first, second }, index) => {
    const isNewest = index === labels.length - 1;
    if ((labels.length - 1 - index) % stride !== 0) return [];
    const style = {
      x: left + slotPx * (index + 0.5),
      color: isNewest ? 'newest' : 'faint',
      mode,
      isBold: isNewest,
      anchor: 'middle',
    } as const;
    return [
      svgText(first, { ...style, y: y + 36 }),
      ...(second === undefined ? [] : [svgText(second, { ...style, y: y + 68 })]),
    ];
  });
}
