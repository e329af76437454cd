import { type ComponentChildren } from 'preact';

interface CloudTableProps<Row> {
  readonly label: string;
  /** undefined: not known yet. */
  readonly rows: readonly Row[] | undefined;
  /** What stands in a cell, by the heading of its column. */
  readonly columns: Readonly<Record<string, (row: Row) => ComponentChildren>>;
  readonly keyOf: (row: Row) => string;
  /** Rows that a person must look at. */
  readonly isBad?: (row: Row) => boolean;
  /** What to do when there is none. */
  readonly empty: string;
}

/** A table that becomes a list of cards where there is no room for it. */
export function CloudTable<Row>({ label, rows, columns, keyOf, isBad, empty }: CloudTableProps<Row>) {
  if (!rows) return <p class="faint">Asking the local cloud…</p>;
  if (rows.length === 0) return <p class="cloud-empty">{empty}</p>;
  const headings = Object.keys(columns);
  return (
    <table class="cloud-table" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {headings.map((heading) => (
            <th key={heading} scope="col" role="columnheader">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row" class={isBad?.(row) ? 'cloud-bad' : undefined}>
            {Object.entries(columns).map(([heading, cell]) => (
              <td key={heading} role="cell" data-heading={heading}>
                <div>{cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
