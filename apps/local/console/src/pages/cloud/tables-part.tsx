import type { ItemPage, TableSummary } from '@pulso/local/console-api';
import { useState } from 'preact/hooks';

import { type Column, DataTable, Pager } from '../../shell/data-table';
import { formatCount } from '../../shell/format';
import { JsonValue, Moment } from '../../shell/inline';
import { useFresh } from '../../state/keep-fresh';
import { hrefOf } from '../../state/route';
import { type PartProps, shortName } from './cloud-state';

/** All tables, or what is in one. */
export function TablesPart({ name }: PartProps) {
  const tables = useFresh('cloud.tables', {});
  const chosen = tables?.find((table) => table.name === name);
  if (chosen) return <TableItems table={chosen} />;
  return (
    <DataTable
      label="Tables"
      rows={tables}
      columns={[
        ['Table', (table) => <a href={hrefOf('cloud', 'tables', table.name)}>{shortName(table.name)}</a>],
        ['Items', itemCount, { isNumber: true }],
        ['Key', ({ keys }) => keys.join(', ')],
        ['Items expire by', ({ timeToLiveAttribute }) => timeToLiveAttribute ?? 'never'],
      ]}
    />
  );
}

const itemCount = ({ countedItems, hasMore }: TableSummary): string =>
  `${hasMore ? 'more than ' : ''}${formatCount(countedItems)}`;

function TableItems({ table }: { readonly table: TableSummary }) {
  const [startKey, setStartKey] = useState<string>();
  const page = useFresh('cloud.items', { table: table.name, ...(startKey !== undefined && { startKey }) });
  return (
    <>
      <p>
        <a href={hrefOf('cloud', 'tables')}>All tables</a>
      </p>
      <h2>
        {shortName(table.name)}: {itemCount(table)} items
      </h2>
      <DataTable
        label={`Items of ${shortName(table.name)}`}
        rows={page?.items}
        keyOf={({ item }) => JSON.stringify(table.keys.map((key) => item[key]))}
        empty="No item yet. Write to the bot in Chat, or fire a schedule."
        columns={[
          ...table.keys.map((key): Column<ItemPage['items'][number]> => [key, ({ item }) => String(item[key])]),
          ['Item', ({ item }) => <JsonValue text={JSON.stringify(item)} beside={table.keys} />],
          ['Expires', ({ expiresAtMs }) => (expiresAtMs === undefined ? 'never' : <Moment atMs={expiresAtMs} />)],
        ]}
      />
      <Pager
        onFirst={startKey === undefined ? undefined : () => setStartKey(undefined)}
        onNext={page?.nextKey === undefined ? undefined : () => setStartKey(page.nextKey)}
      />
    </>
  );
}
