import type { ItemPage, TableSummary } from '@pulso/local/console-api';
import { useState } from 'preact/hooks';

import { type Column, DataTable, Filter, Pager } from '../../shell/data-table';

import { formatCount } from '../../shell/format';
import { JsonValue, Moment } from '../../shell/inline';
import { cloudNowMs } from '../../state/cloud-time';
import { useFresh } from '../../state/keep-fresh';
import { hrefOf } from '../../state/route';
import { type PartProps, shortName } from './cloud-state';
import { Missing } from './missing';

/** All tables, or what is in one. */
export function TablesPart({ name, wanted }: PartProps) {
  const tables = useFresh('cloud.tables', {});
  const chosen = tables?.find((table) => table.name === name);
  if (chosen) return <TableItems table={chosen} wanted={wanted} />;
  if (tables && name !== undefined) return <Missing what="table" name={name} />;
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

function expiryOf({ expiresAtMs }: ItemPage['items'][number]) {
  if (expiresAtMs === undefined) return 'never';
  const isOver = expiresAtMs <= (cloudNowMs() ?? 0);
  return (
    <>
      {isOver && 'is over: '}
      <Moment atMs={expiresAtMs} />
    </>
  );
}

const itemCount = ({ countedItems, hasMore }: TableSummary): string =>
  `${hasMore ? 'more than ' : ''}${formatCount(countedItems)}`;

const noItem = 'No item yet. Write to the bot in Chat, or fire a schedule.';

interface TableItemsProps {
  readonly table: TableSummary;
  readonly wanted: string | undefined;
}

function TableItems({ table, wanted = '' }: TableItemsProps) {
  const [startKey, setStartKey] = useState<string>();
  const [holds, setHolds] = useState(wanted);
  const page = useFresh('cloud.items', { table: table.name, startKey, holds });
  const filter = (text: string): void => {
    setHolds(text);
    setStartKey(undefined);
  };
  return (
    <>
      <p>
        <a href={hrefOf('cloud', 'tables')}>All tables</a>
      </p>
      <h2>
        {shortName(table.name)}: {itemCount(table)} items
      </h2>
      <Filter label="Show items that hold" text={wanted} onFilter={filter} />
      <DataTable
        label={`Items of ${shortName(table.name)}`}
        rows={page?.items}
        keyOf={({ item }) => JSON.stringify(table.keys.map((key) => item[key]))}
        empty={startKey !== undefined ? 'No more.' : holds === '' ? noItem : 'No item holds it.'}
        columns={[
          ...table.keys.map((key): Column<ItemPage['items'][number]> => [key, ({ item }) => String(item[key])]),
          ['Item', ({ item }) => <JsonValue text={JSON.stringify(item)} beside={table.keys} />],
          ['Expires', expiryOf],
        ]}
      />
      <Pager
        isFirst={startKey === undefined}
        onFirst={() => setStartKey(undefined)}
        onNext={page?.nextKey === undefined ? undefined : () => setStartKey(page.nextKey)}
      />
    </>
  );
}
