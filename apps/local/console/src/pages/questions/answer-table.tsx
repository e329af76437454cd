import type { AnswerColumn, QuestionAnswer } from '@pulso/local/console-api';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import { type Column, DataTable } from '../../shell/data-table';
import { describeMoment, formatCount } from '../../shell/format';
import { momentIn } from './range-of';

type Row = QuestionAnswer['rows'][number];

/** The rows of an answer. A row's number shows its cells whole. */
export function AnswerTable({ answer: { columns, rows } }: { readonly answer: QuestionAnswer }) {
  const [opened, setOpened] = useState<Row>();
  const whole = useRef<HTMLDListElement>(null);
  useLayoutEffect(() => whole.current?.scrollIntoView({ block: 'nearest' }), [opened]);
  const openRow = (row: Row, place: number) => (
    <button
      type="button"
      aria-label={`Row ${place + 1} whole`}
      aria-pressed={opened === row}
      onClick={() => setOpened(opened === row ? undefined : row)}
    >
      {formatCount(place + 1)}
    </button>
  );
  return (
    <>
      <DataTable
        label="Rows"
        rows={rows}
        columns={[['#', openRow, { isNumber: true }], ...columns.map(toColumn)]}
        rowHeight={30}
      />
      {opened && (
        <dl class="fields" ref={whole}>
          {columns.map(({ name }, index) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{opened[index] ?? '-'}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

function toColumn({ name, kind }: AnswerColumn, index: number): Column<Row> {
  const textOf = (row: Row): string | null => row[index] ?? null;
  const sortBy = (row: Row) => (kind === 'number' && textOf(row) !== null ? Number(textOf(row)) : textOf(row));
  const cell = (row: Row) => {
    // Times are also told as the clock on the wall shows them.
    const atMs = kind === 'time' ? momentIn(textOf(row)) : undefined;
    return <span title={atMs === undefined ? undefined : describeMoment(atMs)}>{textOf(row) ?? '-'}</span>;
  };
  return [kind === 'time' ? `${name} (UTC)` : name, cell, { isNumber: kind === 'number', sortBy }];
}
