import type { AnswerColumn, QuestionAnswer } from '@pulso/console-api';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';

import { formatCount } from '../../shell/format';
import { describeMoment } from '../../shell/format-moment';
import { visibleRange } from '../../shell/visible-range';
import { momentIn } from './moment-in';
import { type SortedBy, sortRows } from './sort-rows';

const rowHeight = 30;

/** The rows of an answer, of which those in view are rendered. A row's number shows its cells whole. */
export function AnswerTable({ answer: { columns, rows } }: { readonly answer: QuestionAnswer }) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ scrollTop: 0, height: 0 });
  const [sortedBy, setSortedBy] = useState<SortedBy>();
  const [opened, setOpened] = useState<number>();
  const measure = (): void => {
    if (box.current) setView({ scrollTop: box.current.scrollTop, height: box.current.clientHeight });
  };
  const whole = useRef<HTMLDListElement>(null);
  useLayoutEffect(measure, [rows]);
  useLayoutEffect(() => whole.current?.scrollIntoView({ block: 'nearest' }), [opened]);
  const sortBy = (column: number, isDescending: boolean): void => {
    setSortedBy({ column, isDescending });
    setOpened(undefined);
    box.current?.scrollTo({ top: 0 });
  };
  const sorted = useMemo(() => sortRows(columns, rows, sortedBy), [rows, sortedBy]);
  const [start, end] = visibleRange({ ...view, rowHeight, rowCount: sorted.length });
  const classOf = (index: number) => (columns[index]?.kind === 'number' ? 'number' : undefined);
  const shown = opened === undefined ? undefined : sorted[opened];
  return (
    <>
      <div class="question-table" ref={box} tabIndex={0} role="group" aria-label="Rows" onScroll={measure}>
        <table aria-rowcount={sorted.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              <th class="number">#</th>
              {columns.map(({ name, kind }, index) => {
                const direction =
                  sortedBy?.column === index ? (sortedBy.isDescending ? 'descending' : 'ascending') : undefined;
                return (
                  <th key={name} class={classOf(index)} aria-sort={direction}>
                    <button type="button" onClick={() => sortBy(index, direction === 'ascending')}>
                      {name}
                      {kind === 'time' && ' (UTC)'} {direction && (direction === 'ascending' ? '▲' : '▼')}
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            <tr aria-hidden="true" style={{ height: `${start * rowHeight}px` }} />
            {sorted.slice(start, end).map((row, offset) => {
              const place = start + offset;
              return (
                <tr key={place} aria-rowindex={place + 2} style={{ height: `${rowHeight}px` }}>
                  <td class="number">
                    <button
                      type="button"
                      aria-label={`Row ${place + 1} whole`}
                      aria-pressed={opened === place}
                      onClick={() => setOpened(opened === place ? undefined : place)}
                    >
                      {formatCount(place + 1)}
                    </button>
                  </td>
                  {row.map((cell, index) => (
                    <td key={index} class={classOf(index)} title={titleOf(cell, columns[index])}>
                      {cell ?? <span class="faint">-</span>}
                    </td>
                  ))}
                </tr>
              );
            })}
            <tr aria-hidden="true" style={{ height: `${(sorted.length - end) * rowHeight}px` }} />
          </tbody>
        </table>
      </div>
      {shown && (
        <dl class="question-row" ref={whole}>
          {columns.map(({ name }, index) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{shown[index] ?? '-'}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

/** Times are also told as the clock on the wall shows them. */
function titleOf(cell: string | null, column: AnswerColumn | undefined): string | undefined {
  const atMs = column?.kind === 'time' ? momentIn(cell) : undefined;
  return atMs === undefined ? undefined : describeMoment(atMs);
}
