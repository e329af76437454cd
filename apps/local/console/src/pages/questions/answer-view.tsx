import { type Signal, useSignal } from '@preact/signals';
import type { AnswerColumn, QuestionAnswer } from '@pulso/local/console-api';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';

import { type Column, DataTable } from '../../shell/data-table';
import { costInWords, formatBytes, formatCount, formatDuration, describeMoment, percent } from '../../shell/format';
import { type ShownAnswer, answer, isChanged, momentIn } from './questions-state';
import { answerAsCsv, answerAsJson } from './export-answer';

interface AnswerProps {
  readonly shown: ShownAnswer;
}

/** What the logs have answered. */
export function AnswerView() {
  const shown = answer.value;
  return (
    <section aria-label="Answer">
      <div aria-live="polite">{shown && <Figures shown={shown} />}</div>
      {shown && shown.rows.length > 0 && (
        <>
          <AnswerTable key={shown.asked.query} answer={shown} />
          <Downloads shown={shown} />
        </>
      )}
    </section>
  );
}

function Figures({ shown }: AnswerProps) {
  const { rows, isCut, recordsMatched, recordsScanned, bytesScanned, durationMs, price } = shown;
  return (
    <>
      <p>
        <strong>{rows.length === 1 ? '1 row' : `${formatCount(rows.length)} rows`}</strong>
        {isCut && ', more rows or longer texts are left out'}. {formatCount(recordsMatched)} of{' '}
        {formatCount(recordsScanned)} events match, {formatBytes(bytesScanned)} scanned in {formatDuration(durationMs)}.{' '}
        {costInWords(bytesScanned, price.usdPerGb)} (${price.usdPerGb} a gigabyte in {price.region},{' '}
        <a href={price.source} rel="noreferrer" target="_blank">
          public price
        </a>
        ).
      </p>
      {isChanged.value && <p class="faint">The query, its time or its log groups were changed since then.</p>}
      {recordsScanned === 0 && <p>No event is in this range of time. Choose a longer one, or other log groups.</p>}
    </>
  );
}

/** The rows as files, as many as are shown. */
const Downloads = ({ shown }: AnswerProps) => (
  <p class="row">
    <button type="button" onClick={() => save('answer.csv', 'text/csv', answerAsCsv(shown))}>
      Save as CSV
    </button>
    <button type="button" onClick={() => save('answer.json', 'application/json', answerAsJson(shown))}>
      Save as JSON
    </button>
  </p>
);

function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

type Row = QuestionAnswer['rows'][number];

/** The rows of an answer. A row's number shows its cells whole. */
function AnswerTable({ answer: { columns, rows } }: { readonly answer: QuestionAnswer }) {
  const opened = useSignal<Row | undefined>(undefined);
  const shownColumns = useMemo(() => columns.map((column, index) => toColumn(column, index, rows)), [columns, rows]);
  return (
    <>
      <DataTable
        label="Rows"
        rows={rows}
        columns={[
          ['#', (row, place) => <RowNumber row={row} place={place} opened={opened} />, { isNumber: true }],
          ...shownColumns,
        ]}
        hasLines={true}
      />
      <WholeRow columns={columns} opened={opened} />
    </>
  );
}

type Opened = Signal<Row | undefined>;

function RowNumber({ row, place, opened }: { readonly row: Row; readonly place: number; readonly opened: Opened }) {
  const isOpen = opened.value === row;
  return (
    <button
      type="button"
      title="Show the whole row below"
      aria-label={`Row ${place + 1} whole`}
      aria-pressed={isOpen}
      onClick={() => (opened.value = isOpen ? undefined : row)}
    >
      {formatCount(place + 1)}
    </button>
  );
}

/** Apart from the table, of which nothing else changes when a row is opened. */
function WholeRow({ columns, opened }: { readonly columns: readonly AnswerColumn[]; readonly opened: Opened }) {
  const whole = useRef<HTMLDListElement>(null);
  useLayoutEffect(() => whole.current?.scrollIntoView({ block: 'nearest' }), [opened.value]);
  if (!opened.value) return null;
  return (
    <dl class="fields" ref={whole}>
      {columns.map(({ name }, index) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{opened.value?.[index] ?? '-'}</dd>
        </div>
      ))}
    </dl>
  );
}

/** @param rows - All of them: the largest number has the longest bar. */
function toColumn({ name, kind, isMeasured }: AnswerColumn, index: number, rows: readonly Row[]): Column<Row> {
  const textOf = (row: Row): string | null => row[index] ?? null;
  const sortBy = (row: Row) => (kind === 'number' && textOf(row) !== null ? Number(textOf(row)) : textOf(row));
  const most = isMeasured ? rows.reduce((max, row) => Math.max(max, Number(textOf(row))), 0) : 0;
  const cell = (row: Row) => {
    const text = textOf(row) ?? '-';
    if (most > 0) return <Bar text={text} share={Math.max(0, Number(textOf(row)) / most)} />;
    // Times are also told as the clock on the wall shows them.
    const atMs = kind === 'time' ? momentIn(textOf(row)) : undefined;
    return <span title={atMs === undefined ? undefined : describeMoment(atMs)}>{text}</span>;
  };
  return [kind === 'time' ? `${name} (UTC)` : name, cell, { isNumber: kind === 'number', sortBy }];
}

/** A number of a group, and how much of the largest one it is. */
const Bar = ({ text, share }: { readonly text: string; readonly share: number }) => (
  <span class="bar" style={{ '--share': percent(share) }}>
    {text}
  </span>
);
