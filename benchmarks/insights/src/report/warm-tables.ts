import { engineName } from '../contenders/engine-name';
import { type Question } from '../questions';
import { type LoadFigures, type WarmFigures } from '../warm/measure-warm';
import { formatMegabytes, formatRatio } from './format-figures';
import { type Column, renderTable } from './render-table';

const numbers = (...titles: string[]): Column[] => titles.map((title) => ({ title, isNumber: true }));

/** Tables what loading took, and the memory that each process needed for it and for all questions. */
export const loadTable = (loads: readonly LoadFigures[]): string =>
  renderTable(
    [{ title: 'table' }, ...numbers('load s', 'peak MB')],
    loads.map(({ role, seconds, usage }) => [
      role === 'serve-engine' ? engineName : 'DuckDB, typed columns beside messages',
      seconds.toFixed(2),
      formatMegabytes(usage.peakBytes),
    ]),
  );

/** Tables what questions to loaded tables took. */
export function warmTable(questions: readonly Question[], warm: readonly WarmFigures[]): string {
  const rows = questions.flatMap((question) => {
    const all = warm.filter((figures) => figures.question === question);
    const ours = all.find(({ contender }) => contender === engineName);
    return all.map(({ contender, way, firstMs, medianMs }) => [
      question.name,
      way.label === 'plain' ? contender : `${contender}, ${way.label}`,
      firstMs.toFixed(1),
      medianMs.toFixed(1),
      formatRatio(medianMs, ours?.medianMs),
    ]);
  });
  return renderTable(
    [{ title: 'question' }, { title: 'contender' }, ...numbers('first ms', 'median ms', '/ ours')],
    rows,
  );
}
