import { cutToWidth, displayWidth } from '../../../engine/src/terminal-text/display-width';
import { UsageError } from '../usage-error';
import { type BinGrouping } from './bin-grouping';
import { type ChartBin, type ChartMark, readChart } from './read-chart';
import { type ResultTable } from './result-table';
import { type Style } from './style';
import { labelTimes, nextBin } from './time-axis';

const gap = '  ';
const partials = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** Names of series take no more of a line than this, cells. */
const mostSeriesWidth = 24;
const leastBarWidth = 10;

/** So many empty bins in a row are drawn; of more it is only said that there are some. */
const mostEmptyBins = 3;

/**
 * Draws a bar for every number of a result that is grouped by time: a panel for each column of numbers, in it a line for
 * each bin, or for each series of the bin where there are other groups. Bins without rows are shown as empty.
 *
 * @param layout - `say`: told which columns are left out.
 * @throws {UsageError} No column has numbers.
 */
export function* renderChart(
  table: ResultTable,
  grouping: BinGrouping,
  { width, style, say }: { readonly width: number; readonly style: Style; readonly say?: (text: string) => void },
): Generator<string> {
  if (table.rows.length === 0) return;
  const chart = readChart(table, grouping);
  if (chart.panels.length === 0) {
    throw new UsageError('--chart draws numbers, and no column of this result has any.');
  }
  if (chart.leftOut.length > 0) {
    say?.(`note: --chart leaves out what has other values than numbers, or none: ${chart.leftOut.join(', ')}`);
  }
  const labels = labelTimes(chart.panels.flatMap(({ bins }) => bins.map(({ epochMs }) => epochMs)));
  const seriesWidth = Math.min(mostSeriesWidth, Math.max(0, ...chart.series.map((name) => displayWidth(name))));
  for (const [index, { name, bins }] of chart.panels.entries()) {
    const marks = bins.flatMap((bin) => bin.marks);
    const timeWidth = Math.max(...bins.map(({ epochMs }) => labels.labelOf(epochMs).length));
    const valueWidth = Math.max(...marks.map(({ text }) => text.length));
    const labelWidth = timeWidth + gap.length + (seriesWidth > 0 ? seriesWidth + gap.length : 0);
    const scale = {
      width: Math.max(leastBarWidth, width - labelWidth - valueWidth - 1),
      most: Math.max(...marks.map(({ value }) => Math.abs(value))),
    };
    const heading = labels.heading && style.dim(` · ${labels.heading}`);
    yield `${index > 0 ? '\n' : ''}${style.bold(name)}${heading}\n`;
    for (const [place, bin] of bins.entries()) {
      for (const empty of emptyBins(bins[place - 1], bin, grouping)) {
        yield empty === undefined ? `${'⋮'.padStart(timeWidth)}\n` : `${labels.labelOf(empty)}\n`;
      }
      for (const [line, mark] of bin.marks.entries()) {
        const time = line === 0 ? labels.labelOf(bin.epochMs) : '';
        const series = seriesWidth > 0 ? fill(chart.series[mark.series] ?? '', seriesWidth) + gap : '';
        yield `${time.padEnd(timeWidth)}${gap}${series}${drawMark(mark, scale, style)}\n`;
      }
    }
  }
}

/** @returns The starts of the bins between two, or one undefined for many. */
function emptyBins(
  before: ChartBin | undefined,
  bin: ChartBin,
  { period }: BinGrouping,
): readonly (number | undefined)[] {
  const empty: number[] = [];
  if (!before) return empty;
  for (let next = nextBin(before.epochMs, period); next < bin.epochMs; next = nextBin(next, period)) {
    if (empty.length === mostEmptyBins) return [undefined];
    empty.push(next);
  }
  return empty;
}

function drawMark(
  { value, text, series }: ChartMark,
  { width, most }: { readonly width: number; readonly most: number },
  style: Style,
): string {
  const eighths = most === 0 ? 0 : Math.round((Math.abs(value) / most) * width * 8);
  // What is there is seen, however small; what is negative looks different.
  const shown = value === 0 ? 0 : Math.max(1, eighths);
  const full = (value < 0 ? '░' : '█').repeat(Math.floor(shown / 8));
  const bar = full + (value < 0 && shown % 8 > 0 ? '░' : (partials[shown % 8] ?? ''));
  return bar === '' ? text : `${style.series(bar, series)} ${text}`;
}

function fill(text: string, width: number): string {
  const shown = cutToWidth(text, width);
  return shown + ' '.repeat(Math.max(0, width - displayWidth(shown)));
}
