import type { AnswerColumn, QuestionAnswer } from '@pulso/local/console-api';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';

import { Asking, type Column, DataTable } from '../../shell/data-table';
import { describeMoment, formatBytes, formatCount, formatDuration, percent } from '../../shell/format';
import { useFresh } from '../../state/keep-fresh';
import { hrefOf } from '../../state/route';
import { type Asked, addressOf, momentIn, recordsBehind } from './asked';
import type { AskedNow } from './questions-state';

type Row = QuestionAnswer['rows'][number];

/** What the logs answer. */
export function AnswerView({ asked, input }: AskedNow) {
  const answer = useFresh('questions.run', input, []);
  return (
    <>
      <div aria-live="polite">{answer ? <Figures {...answer} /> : <Asking />}</div>
      {answer && answer.rows.length > 0 && <Rows asked={asked} answer={answer} />}
    </>
  );
}

const Figures = ({ rows, isCut, recordsMatched, recordsScanned, bytesScanned, durationMs }: QuestionAnswer) => (
  <p>
    <strong>{rows.length === 1 ? '1 row' : `${formatCount(rows.length)} rows`}</strong>
    {isCut && ', more rows or longer texts are left out'}. {formatCount(recordsMatched)} of{' '}
    {formatCount(recordsScanned)} events match, {formatBytes(bytesScanned)} scanned in {formatDuration(durationMs)}.
    {recordsScanned === 0 && ' No event is in this range of time. Choose a longer one, or other log groups.'}
  </p>
);

interface RowsProps {
  readonly asked: Asked;
  readonly answer: QuestionAnswer;
}

/** The rows of an answer. A row's number shows its cells whole, and leads to the records that it counts. */
function Rows({ asked, answer: { columns, rows } }: RowsProps) {
  const [opened, setOpened] = useState<number>();
  const whole = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => whole.current?.scrollIntoView({ block: 'nearest' }), [opened]);
  const cells = useMemo(() => columns.map((column, index) => toColumn(column, index, rows)), [columns, rows]);
  const number = (_row: Row, place: number) => (
    <button
      type="button"
      class="link"
      aria-label={`Row ${place + 1} whole`}
      aria-pressed={opened === place}
      onClick={() => setOpened(opened === place ? undefined : place)}
    >
      {formatCount(place + 1)}
    </button>
  );
  const row = rows[opened ?? -1];
  const records = row && recordsBehind(asked, columns, row);
  return (
    <>
      <DataTable
        label="Rows"
        rows={rows}
        columns={[['#', number, { isNumber: true, width: 5 }], ...cells]}
        hasLines={true}
      />
      {row && (
        <div class="card" ref={whole}>
          {records && <a href={hrefOf('questions', ...addressOf(records))}>The records that it counts</a>}
          <dl class="fields">
            {columns.map(({ name }, index) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{row[index] ?? '-'}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </>
  );
}

/** How wide a column is at least and at most, characters. */
const [leastWidth, mostWidth] = [8, 60];

/** @param rows - All of them: the largest number has the longest bar. */
function toColumn({ name, kind, isMeasured }: AnswerColumn, index: number, rows: readonly Row[]): Column<Row> {
  const most = isMeasured ? rows.reduce((max, row) => Math.max(max, Number(row[index])), 0) : 0;
  const cell = (row: Row) => {
    const text = row[index] ?? '-';
    // A number of a group, and how much of the largest one it is.
    if (most > 0) {
      return (
        <span class="bar" style={{ '--share': percent(Math.max(0, Number(row[index]) / most)) }}>
          {text}
        </span>
      );
    }
    const atMs = kind === 'time' ? momentIn(text) : undefined;
    return <span title={atMs === undefined ? undefined : describeMoment(atMs)}>{text}</span>;
  };
  const longest = rows.reduce((max, row) => Math.max(max, row[index]?.length ?? 0), name.length);
  const width = Math.min(Math.max(longest, leastWidth), mostWidth);
  return [kind === 'time' ? `${name} (UTC)` : name, cell, { isNumber: kind === 'number', width }];
}
