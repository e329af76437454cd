import { type ReportContent } from '@pulso/contracts/report-updates';

import { type ChartView, chartViewOf } from '../view/chart-view';
import { drawable } from '../view/line-text';
import { type ReaderOptions } from '../view/window-in-words';
import { axisWidthPx } from './axis';
import { drawPanel, panelHeightPx } from './draw-panel';
import { type Palette, cutToWidth, marginPx, palettes, smallTextPx, svgText, widthPx } from './svg-text';

interface ChartOptions extends ReaderOptions {
  /** The background on which it is shown. Default: light. */
  readonly mode?: keyof typeof palettes | undefined;
}

/** A picture of a report's numbers, and the words that go with it. */
export interface Chart extends Pick<ChartView, 'altText' | 'caption'> {
  readonly svg: string;
}

const headPx = 122;
const titleTextPx = 44;
/** The plot of a panel by the number of panels: few are drawn larger. */
const plotHeightsPx = [400, 250, 180, 140];
const noteHeightPx = 40;

/**
 * Draws a report's numbers over time, one panel each. The same content is the same SVG; it refers to nothing outside
 * but the font "Noto Sans".
 *
 * @returns Undefined when there is nothing to draw: no number is known for two windows.
 */
export function renderChart(content: ReportContent, options: ChartOptions = {}): Chart | undefined {
  const view = chartViewOf(content, options);
  return view && { svg: draw(view, palettes[options.mode ?? 'light']), altText: view.altText, caption: view.caption };
}

function draw({ title, window, panels, labels, notes }: ChartView, colors: Palette): string {
  const plotHeightPx = plotHeightsPx[panels.length - 1] ?? 0;
  const panelPx = panelHeightPx(plotHeightPx);
  const panelsBottomPx = headPx + panels.length * panelPx;
  const heightPx = panelsBottomPx + notes.length * noteHeightPx + marginPx / 2;
  const leftPx = Math.max(...panels.map(axisWidthPx));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}" font-family="Noto Sans, sans-serif">`,
    gapPattern(colors),
    `<rect width="${widthPx}" height="${heightPx}" fill="${colors.background}"/>`,
    ...head(title, window, colors),
    ...panels.map((panel, index) =>
      drawPanel(panel, { labels, leftPx, plotHeightPx, colors, topPx: headPx + index * panelPx }),
    ),
    ...notes.map((text, index) =>
      svgText(text, {
        x: marginPx,
        y: panelsBottomPx + index * noteHeightPx + 28,
        sizePx: smallTextPx,
        color: colors.faintText,
      }),
    ),
    '</svg>',
    '',
  ].join('\n');
}

const gapPattern = ({ gap, gapLines }: Palette): string =>
  '<defs><pattern id="gap" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  `<rect width="14" height="14" fill="${gap}"/><rect width="4" height="14" fill="${gapLines}"/></pattern></defs>`;

function head(title: string, window: string, colors: Palette): string[] {
  const room = widthPx - 2 * marginPx;
  return [
    svgText(cutToWidth(drawable(title), titleTextPx * 1.08, room), {
      x: marginPx,
      y: 68,
      sizePx: titleTextPx,
      color: colors.text,
      isBold: true,
    }),
    svgText(cutToWidth(window, smallTextPx + 2, room), {
      x: marginPx,
      y: 112,
      sizePx: smallTextPx + 2,
      color: colors.faintText,
    }),
  ];
}
