import { type AxisLabel, type PanelView } from '../view/chart-view';
import { type Mode, colors } from '../view/colors';
import { drawable } from '../view/line-text';
import { cutToWidth, marginPx, round, smallTextPx, svgText, textWidthPx, widthPx } from './svg-text';

const titleTextPx = 32;
const valueTextPx = 60;

/** From the top of a panel to its plot: title, number, and a label above the highest bar. */
const headPx = 172;
const footPx = 84;
const maxBarPx = 110;
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
  const bars = points.map((point, index) => {
    const bar: Bar = { center: centerOf(index), slotPx, isNewest: index === points.length - 1, mode };
    if (point === null) return rect(bar, plotTop, plotHeightPx, 'url(#gap)');
    return valueBar(bar, yOf(0), yOf(point));
  });
  const band = usual.map((range, index) =>
    range === null
      ? ''
      : `<rect x="${round(centerOf(index) - slotPx / 2)}" y="${round(yOf(range.high))}" width="${round(slotPx)}" ` +
        `height="${round(yOf(range.low) - yOf(range.high))}" fill="${colors.band[mode]}"/>`,
  );
  return [
    ...heading(panel, topPx, mode),
    ...band,
    ...bars,
    ...line(
      before.map((point, index) => (point === null ? null : ([centerOf(index), yOf(point)] as const))),
      mode,
    ),
    ...points.map((point, index) => {
      if (point === null || !labelled.has(index)) return '';
      const isNewest = index === points.length - 1;
      return valueLabel(format(point), centerOf(index), Math.min(yOf(point), yOf(0)), isNewest, mode);
    }),
    ...drawLabels(labels, slotPx, plotTop + plotHeightPx, mode),
  ]
    .filter((text) => text !== '')
    .join('\n');
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

function heading({ title, text, note }: PanelView, y: number, mode: Mode): string[] {
  const room = widthPx - 2 * marginPx;
  const end = note === undefined ? '' : ` (${note})`;
  const titleShown = cutToWidth(drawable(title), titleTextPx, room - textWidthPx(end, titleTextPx));
  return [
    svgText(`${titleShown}${end}`, { x: marginPx, y: y + 36, mode, sizePx: titleTextPx, color: 'faint' }),
    svgText(text, { x: marginPx, y: y + 102, mode, sizePx: valueTextPx, color: 'text', isBold: true }),
  ];
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

/** @param points - `null`: the line is broken there. */
function line(points: readonly (readonly [x: number, y: number] | null)[], mode: Mode): string[] {
  const path = points.map((point, index) =>
    point === null ? '' : `${points[index - 1] ? 'L' : 'M'}${round(point[0])} ${round(point[1])}`,
  );
  if (path.join('') === '') return [];
  return [
    `<path d="${path.join('')}" fill="none" stroke="${colors.faint[mode]}" stroke-width="3" stroke-linecap="round"/>`,
  ];
}

const valueLabel = (text: string, x: number, y: number, isNewest: boolean, mode: Mode): string =>
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
