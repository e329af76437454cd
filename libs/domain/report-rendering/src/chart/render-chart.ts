import { type ReportContent } from '@pulso/contracts/report-updates';

import { type ChartView, chartViewOf } from '../view/chart-view';
import { type Mode, colors } from '../view/colors';
import { type ReaderOptions } from '../view/window-in-words';
import { drawPanel, panelHeightPx } from './draw-panel';
import { marginPx, svgText, widthPx } from './svg-text';

interface ChartOptions extends ReaderOptions {
  /** The background on which it is shown. Default: light. */
  readonly mode?: Mode | undefined;
}

/** A picture of a report's numbers, and the words that go with it. */
export interface Chart extends Pick<ChartView, 'altText' | 'caption'> {
  readonly svg: string;
}

/** The plot of a panel by the number of panels. */
const plotHeightsPx = [420, 280];
const noteHeightPx = 40;

/**
 * Draws a report's numbers over time, one panel each. The same content is the same SVG; it refers to nothing outside
 * but the font "Noto Sans".
 *
 * @returns Undefined when there is nothing to draw: no number is known for two windows.
 */
export function renderChart(content: ReportContent, options: ChartOptions = {}): Chart | undefined {
  const view = chartViewOf(content, options);
  return view && { svg: draw(view, options.mode ?? 'light'), altText: view.altText, caption: view.caption };
}

/** Without the title, which stands beside the picture in a mail and in its caption. */
function draw({ panels, labels, notes }: ChartView, mode: Mode): string {
  const plotHeightPx = plotHeightsPx[panels.length - 1] ?? 0;
  const panelPx = panelHeightPx(plotHeightPx);
  const panelsBottomPx = marginPx / 2 + panels.length * panelPx;
  const heightPx = panelsBottomPx + notes.length * noteHeightPx + marginPx / 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}" font-family="Noto Sans, sans-serif">`,
    gapPattern(mode),
    `<rect width="${widthPx}" height="${heightPx}" fill="${colors.card[mode]}"/>`,
    ...panels.map((panel, index) =>
      drawPanel(panel, { labels, plotHeightPx, mode, topPx: marginPx / 2 + index * panelPx }),
    ),
    ...notes.map((text, index) =>
      svgText(text, { x: marginPx, y: panelsBottomPx + index * noteHeightPx + 28, color: 'faint', mode }),
    ),
    '</svg>',
    '',
  ].join('\n');
}

const gapPattern = (mode: Mode): string =>
  '<defs><pattern id="gap" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  `<rect width="14" height="14" fill="${colors.gap[mode]}"/>` +
  `<rect width="4" height="14" fill="${colors.gapLines[mode]}"/></pattern></defs>`;
