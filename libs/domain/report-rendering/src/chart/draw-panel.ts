import { type AxisLabel, type PanelView } from '../view/chart-view';
import { type Mode, colors } from '../view/colors';
import { drawable } from '../view/line-text';
import { drawLabels, drawTick, scaleOf } from './axis';
import { cutToWidth, marginPx, round, smallTextPx, svgText, textWidthPx, widthPx } from './svg-text';

const titleTextPx = 34;
const valueTextPx = 40;

/** From the top of a panel to its plot: the heading and a label above the highest bar. */
const headPx = 104;
const footPx = 80;
const maxBarPx = 110;
/** A zero can be told from a gap. */
const zeroBarPx = 4;

interface PanelOptions {
  readonly labels: readonly AxisLabel[];
  readonly topPx: number;
  readonly plotHeightPx: number;
  /** Where the plots of all panels begin: windows stand below each other. */
  readonly leftPx: number;
  readonly mode: Mode;
}

export const panelHeightPx = (plotHeightPx: number): number => headPx + plotHeightPx + footPx;

/** Draws one number over time: heading, axis, a bar per window, and hatching where no number is known. */
export function drawPanel(panel: PanelView, options: PanelOptions): string {
  const { points, format } = panel;
  const { labels, topPx, plotHeightPx, leftPx: left, mode } = options;
  const scale = scaleOf(panel);
  const slotPx = (widthPx - marginPx - left) / points.length;
  const plotTop = topPx + headPx;
  const yOf = (number: number): number =>
    plotTop + plotHeightPx * (1 - (number / 2 - scale.min / 2) / (scale.max / 2 - scale.min / 2));
  const labelled = labelledPoints(panel, slotPx);

  return [
    ...heading(panel, topPx + 50, mode),
    ...scale.ticks.flatMap((tick) => drawTick(format(tick), left, yOf(tick), mode)),
    ...points.flatMap((point, index) => {
      const bar: Bar = { center: left + slotPx * (index + 0.5), slotPx, isNewest: index === points.length - 1, mode };
      if (point === null) return [gapBar(bar, plotTop, plotHeightPx)];
      return [
        valueBar(bar, yOf(0), yOf(point)),
        ...(labelled.has(index) ? [valueLabel(format(point), bar, Math.min(yOf(point), yOf(0)))] : []),
      ];
    }),
    ...drawLabels(labels, left, slotPx, plotTop + plotHeightPx, mode),
  ].join('\n');
}

function heading({ title, text, note }: PanelView, y: number, mode: Mode): string[] {
  const room = widthPx - 3 * marginPx - textWidthPx(text, valueTextPx) * 1.08;
  const end = note === undefined ? '' : ` (${note})`;
  const titleRoom = room - textWidthPx(end, titleTextPx) * 1.08;
  const shown = `${cutToWidth(drawable(title), titleTextPx * 1.08, titleRoom)}${end}`;
  const style = { y, mode, isBold: true };
  return [
    svgText(shown, { ...style, x: marginPx, sizePx: titleTextPx, color: 'text' }),
    svgText(text, { ...style, x: widthPx - marginPx, sizePx: valueTextPx, color: 'newest', anchor: 'end' }),
  ];
}

interface Bar {
  readonly center: number;
  readonly slotPx: number;
  readonly isNewest: boolean;
  readonly mode: Mode;
}

function rect({ center, slotPx }: Bar, top: number, height: string, fill: string): string {
  const width = Math.min(maxBarPx, slotPx * 0.72);
  return `<rect x="${round(center - width / 2)}" y="${round(top)}" width="${round(width)}" height="${height}" rx="4" fill="${fill}"/>`;
}

function valueBar(bar: Bar, from: number, to: number): string {
  const height = Math.max(zeroBarPx, Math.abs(from - to));
  const color = colors[bar.isNewest ? 'newest' : 'chartBar'][bar.mode];
  return rect(bar, to > from ? from : from - height, String(round(height)), color);
}

const gapBar = (bar: Bar, plotTop: number, plotHeightPx: number): string =>
  rect(bar, plotTop, String(plotHeightPx), 'url(#gap)');

const valueLabel = (text: string, { center, isNewest, mode }: Bar, y: number): string =>
  svgText(text, {
    x: center,
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
