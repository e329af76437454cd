import { readIsoDate } from '../../../engine/src/exported-events/read-instant';
import { type BinGrouping } from './bin-grouping';
import { type ResultTable, numericColumns } from './result-table';
import { shownCell } from './shown-cell';

/** One bar. */
export interface ChartMark {
  /** The place of its series. */
  readonly series: number;
  readonly value: number;
  /** The value as the result has it. */
  readonly text: string;
}

/** The bars of one time. */
export interface ChartBin {
  readonly epochMs: number;
  readonly marks: readonly ChartMark[];
}

export interface Chart {
  /** The names of the series in the order in which they appear; one without a name when nothing else is grouped by. */
  readonly series: readonly string[];
  /** One for each column of numbers; its bins from the oldest to the newest. */
  readonly panels: readonly { readonly name: string; readonly bins: readonly ChartBin[] }[];
  /** The other columns that nothing is grouped by: not all of their values are numbers, or they have none. */
  readonly leftOut: readonly string[];
}

/** Finds in a result what a chart shows of it. Rows without a time, and cells without a value, are no part of it. */
export function readChart(table: ResultTable, { binName, seriesNames }: BinGrouping): Chart {
  const groups = new Set([binName, ...seriesNames]);
  const isNumeric = numericColumns(table);
  const binPlace = table.columns.indexOf(binName);
  const seriesPlaces = seriesNames.map((name) => table.columns.indexOf(name)).filter((place) => place >= 0);
  const series = new Map<string, number>();
  const rows = table.rows.map((row) => {
    const name = seriesPlaces.map((place) => shownCell(row[place], true) || '-').join(' · ');
    const place = series.get(name) ?? series.size;
    series.set(name, place);
    return { row, series: place, epochMs: readIsoDate(row[binPlace] ?? '')?.epochMs };
  });
  const leftOut: string[] = [];
  const panels = table.columns.flatMap((name, place) => {
    if (groups.has(name)) return [];
    if (!isNumeric[place]) {
      leftOut.push(shownCell(name, true));
      return [];
    }
    const bins = new Map<number, ChartMark[]>();
    for (const { row, series: seriesPlace, epochMs } of rows) {
      const text = row[place];
      if (text === undefined || epochMs === undefined) continue;
      const marks = bins.get(epochMs) ?? [];
      marks.push({ series: seriesPlace, value: Number(text), text });
      bins.set(epochMs, marks);
    }
    return bins.size === 0 ? [] : [{ name: shownCell(name, true), bins: sortBins(bins) }];
  });
  return { series: [...series.keys()], panels, leftOut };
}

function sortBins(bins: ReadonlyMap<number, readonly ChartMark[]>): readonly ChartBin[] {
  const sorted = [...bins].map(([epochMs, marks]) => ({
    epochMs,
    marks: marks.toSorted((left, right) => left.series - right.series),
  }));
  return sorted.sort((left, right) => left.epochMs - right.epochMs);
}
