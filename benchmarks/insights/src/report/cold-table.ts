import { type ColdFigures } from '../cold/measure-cold';
import { engineName } from '../contenders/engine-name';
import { type Question } from '../questions';
import { formatMegabytes, formatRatio } from './format-figures';
import { type Column, renderTable } from './render-table';

const columns: readonly Column[] = [
  { title: 'question' },
  { title: 'contender' },
  ...['seconds', 'MB/s', '/ ours', 'CPU s', 'peak MB'].map((title) => ({ title, isNumber: true })),
];

/** Tables what processes took that read a file of `fileBytes` once: the plain way of each, and its fastest one. */
export function coldTable(questions: readonly Question[], cold: readonly ColdFigures[], fileBytes: number): string {
  const rows = questions.flatMap((question) => {
    const all = cold.filter((figures) => figures.question === question);
    const ours = all.find(({ contender }) => contender === engineName);
    return all
      .filter((figures) => figures.isPlain || isFastest(figures, all))
      .map(({ contender, way, isPlain, seconds, cpuSeconds, peakBytes }) => [
        question.name,
        isPlain ? contender : `${contender}, ${way.label}`,
        seconds.toFixed(2),
        (fileBytes / 1e6 / seconds).toFixed(0),
        formatRatio(seconds, ours?.seconds),
        cpuSeconds?.toFixed(2) ?? '-',
        formatMegabytes(peakBytes),
      ]);
  });
  return renderTable(columns, rows);
}

const isFastest = (figures: ColdFigures, all: readonly ColdFigures[]): boolean =>
  all.every(({ contender, seconds }) => contender !== figures.contender || figures.seconds <= seconds);

/** Tables what processes took that had nothing to read. */
export const startTable = (starts: readonly ColdFigures[]): string =>
  renderTable(
    [{ title: 'contender' }, ...['seconds', 'peak MB'].map((title) => ({ title, isNumber: true }))],
    starts
      .filter(({ isPlain }) => isPlain)
      .map(({ contender, seconds, peakBytes }) => [contender, seconds.toFixed(2), formatMegabytes(peakBytes)]),
  );
