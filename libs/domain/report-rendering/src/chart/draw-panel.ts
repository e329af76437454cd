import { type ChartSeries } from '../view/chart-series';
import { type AxisLabel, type AxisScale, roundTicks } from './axis';
import {
  type Palette,
  marginPx,
  smallTextPx,
  widthPx,
  cutToWidth,
  drawable,
  round,
  svgText,
  textWidthPx,
} from './svg-text';

const titleTextPx = 34;
const valueTextPx = 40;

/** From the top of a panel to its plot: the heading and a label above the highest bar. */
const headPx = 104;
const footPx = 80;
const gapAfterTicksPx = 14;
const maxBarPx = 110;
/** A zero is seen, other than a gap. */
const zeroBarPx = 4;

interface Axis {
  readonly series: ChartSeries;
  readonly format: (value: number) => string;
}

interface PanelOptions extends Axis {
  readonly title: string;
  /** The number of the whole window, as texts show it. */
  readonly text: string;
  /** What to know about it. @example '1 day missing' */
  readonly note: string | undefined;
  readonly labels: readonly AxisLabel[];
  readonly topPx: number;
  readonly plotHeightPx: number;
  /** Where the plots of all panels begin: windows stand below each other. */
  readonly leftPx: number;
  readonly colors: Palette;
}

export const panelHeightPx = (plotHeightPx: number): number => headPx + plotHeightPx + footPx;

const scaleOf = ({ points, value }: ChartSeries): AxisScale =>
  roundTicks(
    points.filter((point) => point !== null),
    value.unit === undefined || value.unit === 'count',
  );

/** How far from the left edge a panel's plot must begin to leave room for what is written at its axis. */
export const axisWidthPx = ({ series, format }: Axis): number =>
  marginPx + gapAfterTicksPx + Math.max(...scaleOf(series).ticks.map((tick) => textWidthPx(format(tick), smallTextPx)));

/** Draws one number over time: heading, axis, a bar per window, and hatching where no number is known. */
export function drawPanel(options: PanelOptions): string {
  const { series, labels, topPx, plotHeightPx, leftPx: left, format, colors } = options;
  const { points } = series;
  const scale = scaleOf(series);
  const slotPx = (widthPx - marginPx - left) / points.length;
  const plotTop = topPx + headPx;
  const yOf = (number: number): number =>
    plotTop + plotHeightPx * (1 - (number / 2 - scale.min / 2) / (scale.max / 2 - scale.min / 2));
  const centerOf = (index: number): number => left + slotPx * (index + 0.5);
  const labelled = labelledPoints(points, slotPx, format);

  return [
    heading(options),
    ...scale.ticks.flatMap((tick) => [
      `<path d="M${round(left)} ${round(yOf(tick))}H${widthPx - marginPx}" stroke="${colors.grid}" stroke-width="2"/>`,
      svgText(format(tick), {
        x: left - gapAfterTicksPx,
        y: yOf(tick) + smallTextPx * 0.35,
        sizePx: smallTextPx,
        color: colors.faintText,
        anchor: 'end',
      }),
    ]),
    ...points.flatMap((point, index) => {
      const isNewest = index === points.length - 1;
      const bar = { center: centerOf(index), slotPx, isNewest, colors };
      if (point === null) return [gapBar({ ...bar, plotTop, plotHeightPx })];
      return [
        valueBar({ ...bar, from: yOf(0), to: yOf(point) }),
        ...(labelled.has(index) ? [valueLabel(format(point), { ...bar, y: Math.min(yOf(point), yOf(0)) })] : []),
      ];
    }),
    ...axisLabels(labels, { left, slotPx, y: plotTop + plotHeightPx, colors }),
  ].join('\n');
}

function heading({ title, text, note, topPx, colors }: PanelOptions): string {
  const y = topPx + 50;
  const room = widthPx - 3 * marginPx - textWidthPx(text, valueTextPx) * 1.08;
  const end = note === undefined ? '' : ` (${note})`;
  const titleRoom = room - textWidthPx(end, titleTextPx) * 1.08;
  return [
    svgText(`${cutToWidth(drawable(title), titleTextPx * 1.08, titleRoom)}${end}`, {
      x: marginPx,
      y,
      sizePx: titleTextPx,
      color: colors.text,
      isBold: true,
    }),
    svgText(text, {
      x: widthPx - marginPx,
      y,
      sizePx: valueTextPx,
      color: colors.newestBar,
      isBold: true,
      anchor: 'end',
    }),
  ].join('\n');
}

interface Bar {
  readonly center: number;
  readonly slotPx: number;
  readonly isNewest: boolean;
  readonly colors: Palette;
}

const barWidthOf = (slotPx: number): number => Math.min(maxBarPx, slotPx * 0.72);

function valueBar({
  center,
  slotPx,
  isNewest,
  colors,
  from,
  to,
}: Bar & { readonly from: number; readonly to: number }): string {
  const width = barWidthOf(slotPx);
  const height = Math.max(zeroBarPx, Math.abs(from - to));
  const top = to > from ? from : from - height;
  const color = isNewest ? colors.newestBar : colors.bar;
  return `<rect x="${round(center - width / 2)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" rx="4" fill="${color}"/>`;
}

function gapBar(bar: Bar & { readonly plotTop: number; readonly plotHeightPx: number }): string {
  const width = barWidthOf(bar.slotPx);
  const x = round(bar.center - width / 2);
  return `<rect x="${x}" y="${round(bar.plotTop)}" width="${round(width)}" height="${bar.plotHeightPx}" rx="4" fill="url(#gap)"/>`;
}

const valueLabel = (text: string, { center, isNewest, colors, y }: Bar & { readonly y: number }): string =>
  svgText(text, {
    x: center,
    y: y - 10,
    sizePx: smallTextPx,
    color: isNewest ? colors.newestBar : colors.faintText,
    isBold: isNewest,
    anchor: 'middle',
    haloColor: colors.background,
  });

/** All bars have their number where there is room; else the newest, and the highest and the lowest where they stand apart. */
function labelledPoints(points: readonly (number | null)[], slotPx: number, format: (value: number) => string) {
  const known = points.flatMap((point, index) => (point === null ? [] : [{ point, index }]));
  const widest = Math.max(...known.map(({ point }) => textWidthPx(format(point), smallTextPx)));
  const reach = Math.ceil((widest + smallTextPx / 2) / slotPx);
  if (reach <= 1) return new Set(known.map(({ index }) => index));
  const byValue = known.toSorted((one, other) => one.point - other.point);
  const chosen = new Set<number>();
  for (const item of [known.at(-1), byValue.at(-1), byValue[0]]) {
    if (item && [...chosen].every((index) => Math.abs(index - item.index) >= reach)) chosen.add(item.index);
  }
  return chosen;
}

interface LabelPlace {
  readonly left: number;
  readonly slotPx: number;
  /** The bottom of the plot. */
  readonly y: number;
  readonly colors: Palette;
}

/** Every window has its label where there is room; else every second one and so on, the newest always. */
function axisLabels(labels: readonly AxisLabel[], { left, slotPx, y, colors }: LabelPlace): string[] {
  const widest = Math.max(
    ...labels.flatMap(({ first, second = '' }) => [first, second].map((text) => textWidthPx(text, smallTextPx))),
  );
  const stride = Math.ceil((widest + smallTextPx / 3) / slotPx);
  return labels.flatMap((label, index) => {
    const isNewest = index === labels.length - 1;
    if ((labels.length - 1 - index) % stride !== 0) return [];
    const style = {
      x: left + slotPx * (index + 0.5),
      sizePx: smallTextPx,
      color: isNewest ? colors.newestBar : colors.faintText,
      isBold: isNewest,
      anchor: 'middle',
    } as const;
    return [
      svgText(label.first, { ...style, y: y + 36 }),
      ...(label.second === undefined ? [] : [svgText(label.second, { ...style, y: y + 68 })]),
    ];
  });
}
