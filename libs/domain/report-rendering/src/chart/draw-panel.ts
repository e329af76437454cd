import { type AxisLabel, type PanelView } from '../view/chart-view';
import { type Mode, colors } from '../view/colors';
import { drawable } from '../view/line-text';
import { cutToWidth, marginPx, round, smallTextPx, svgText, textWidthPx, widthPx } from './svg-text';

const titleTextPx = 40;

/** From the top of a panel to its plot: title, and a label above the highest bar. */
const headPx = 140;
const footPx = 104;
const maxBarPx = 110;
/** Of a label with the space below it: a line this near to a bar would run through its label. */
const labelPx = 40;
/** A zero can be told from a gap. */
const zeroBarPx = 4;

interface PanelOptions {
  readonly labels: readonly AxisLabel[];
  readonly topPx: number;
  readonly plotHeightPx: number;
  readonly mode: Mode;
}

export const panelHeightPx = (plotHeightPx: number): number => headPx + plotHeightPx + footPx;

/** Draws one number over time: a bar per window, hatching where no number is known, what is usual, the week before. */
export function drawPanel(panel: PanelView, options: PanelOptions): string {
  const { points, before, usual, format } = panel;
  const { labels, topPx, plotHeightPx, mode } = options;
  const slotPx = (widthPx - 2 * marginPx) / points.length;
  const centerOf = (index: number): number => marginPx + slotPx * (index + 0.5);
  const plotTop = topPx + headPx;
  const yOf = scaleOf(panel, plotTop, plotHeightPx);
  const labelled = labelledPoints(panel, slotPx);
  const lastIndex = points.length - 1;
  const placed = (value: number | null = null, index: number): Point | null =>
    value === null ? null : { x: centerOf(index), y: yOf(value) };
  return [
    heading(panel, topPx, mode),
    ...band(usual, placed, mode),
    ...points.map((point, index) => {
      const bar: Bar = { center: centerOf(index), slotPx, isNewest: index === lastIndex, mode };
      if (point === null) return rect(bar, plotTop, plotHeightPx, 'url(#gap)');
      return valueBar(bar, yOf(0), yOf(point));
    }),
    ...line(before.map(placed), mode),
    ...points.flatMap((point, index) => {
      if (point === null || !labelled.has(index)) return [];
      const top = Math.min(yOf(point), yOf(0));
      const lineY = placed(before[index], index)?.y ?? top;
      const y = lineY < top && top - lineY < labelPx ? lineY : top;
      return [valueLabel(format(point), { x: centerOf(index), y }, index === lastIndex, mode)];
    }),
    ...drawLabels(labels, slotPx, plotTop + plotHeightPx, mode),
  ].join('\n');
}

/** All that is drawn lies in the plot, and so does zero. */
function scaleOf({ points, before, usual }: PanelView, topPx: number, heightPx: number): (value: number) => number {
  const ends = usual.flatMap((range) => (range === null ? [] : [range.low, range.high]));
  const known = [0, ...points, ...before, ...ends].filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  // Halved: the distance of the largest doubles is not finite.
  const range = high / 2 - low / 2 || 1;
  return (value) => topPx + heightPx * (1 - (value / 2 - low / 2) / range);
}

/** Without the number of the whole window, which message, caption and mail say. */
function heading({ title, note }: PanelView, y: number, mode: Mode): string {
  const end = note === undefined ? '' : ` (${note})`;
  const room = widthPx - 2 * marginPx - textWidthPx(end, titleTextPx) * 1.08;
  const shown = `${cutToWidth(drawable(title), titleTextPx * 1.08, room)}${end}`;
  return svgText(shown, { x: marginPx, y: y + 48, mode, sizePx: titleTextPx, color: 'text', isBold: true });
}

interface Bar {
  readonly center: number;
  readonly slotPx: number;
  readonly isNewest: boolean;
  readonly mode: Mode;
}

function rect({ center, slotPx }: Bar, top: number, height: number, fill: string): string {
  const width = Math.min(maxBarPx, slotPx * 0.72);
  return `<rect x="${round(center - width / 2)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" rx="4" fill="${fill}"/>`;
}

function valueBar(bar: Bar, from: number, to: number): string {
  const height = Math.max(zeroBarPx, Math.abs(from - to));
  return rect(bar, to > from ? from : from - height, height, colors[bar.isNewest ? 'newest' : 'chartBar'][bar.mode]);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const pointText = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;

/** @param points - `null`: the line is broken there. */
function line(points: readonly (Point | null)[], mode: Mode): string[] {
  const path = points.map((point, index) => point && `${points[index - 1] ? 'L' : 'M'}${pointText(point)}`).join('');
  const style = `fill="none" stroke="${colors.faint[mode]}" stroke-width="3" stroke-linecap="round"`;
  return path === '' ? [] : [`<path d="${path}" ${style}/>`];
}

/** A piece between each two neighbours. */
function band(
  ranges: PanelView['usual'],
  placed: (value: number | undefined, index: number) => Point | null,
  mode: Mode,
): string[] {
  return ranges.slice(1).flatMap((range, index) => {
    const corners = [
      placed(ranges[index]?.low, index),
      placed(ranges[index]?.high, index),
      placed(range?.high, index + 1),
      placed(range?.low, index + 1),
    ].filter((corner) => corner !== null);
    return corners.length < 4 ? [] : [`<path d="M${corners.map(pointText).join('L')}Z" fill="${colors.band[mode]}"/>`];
  });
}

const valueLabel = (text: string, { x, y }: Point, isNewest: boolean, mode: Mode): string =>
  svgText(text, {
    x,
    y: y - 10,
    color: isNewest ? 'newest' : 'faint',
    mode,
    isBold: isNewest,
    anchor: 'middle',
    hasHalo: true,
  });

/** Labels all bars if there is room; else the newest, and the highest and the lowest where they stand apart. */
function labelledPoints({ points, format }: PanelView, slotPx: number): ReadonlySet<number> {
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

/** Labels every window if there is room, else every second one and so on; always the newest. */
function drawLabels(labels: readonly AxisLabel[], slotPx: number, y: number, mode: Mode): string[] {
  const widest = Math.max(
    ...labels.flatMap(({ first, second = '' }) => [first, second].map((text) => textWidthPx(text, smallTextPx))),
  );
  const stride = Math.ceil((widest + smallTextPx / 3) / slotPx);
  return labels.flatMap(({ first, second }, index) => {
    const isNewest = index === labels.length - 1;
    if ((labels.length - 1 - index) % stride !== 0) return [];
    const style = {
      x: marginPx + slotPx * (index + 0.5),
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
