import type { ItemPage, TableSummary } from '@pulso/console-api';
import { useState } from 'preact/hooks';

import { formatCount } from '../../shell/format';
import { Moment } from '../../shell/moment';
import { hrefOf } from '../../state/route';
import { type PartProps } from './cloud-page';
import { CloudTable } from './cloud-table';
import { shortName, usePolled } from './cloud-state';
import { JsonValue } from './json-value';
import { Pager } from './pager';

type ShownItem = ItemPage['items'][number];

/** All tables, or what is in one. */
export function TablesPart({ name }: PartProps) {
  const tables = usePolled('cloud.tables', {});
  const chosen = tables?.find((table) => table.name === name);
  if (chosen) return <TableItems table={chosen} />;
  return (
    <CloudTable
      label="Tables"
      rows={tables}
      keyOf={(table) => table.name}
      empty="The stacks declare no table."
      columns={{
        Table: (table) => <a href={hrefOf('cloud', 'tables', table.name)}>{shortName(table.name)}</a>,
        Items: ({ itemCount }) => formatCount(itemCount),
        Key: ({ keys }) => keys.join(', '),
        'Items expire by': ({ timeToLiveAttribute }) => timeToLiveAttribute ?? 'never',
      }}
    />
  );
}

function TableItems({ table }: { readonly table: TableSummary }) {
  const [startKey, setStartKey] = useState<string>();
  const page = usePolled('cloud.items', { table: table.name, ...(startKey !== undefined && { startKey }) });
  return (
    <>
      <p>
        <a href={hrefOf('cloud', 'tables')}>All tables</a>
      </p>
      <h2>
        {shortName(table.name)}: {formatCount(table.itemCount)} items
      </h2>
      <CloudTable
        label={`Items of ${shortName(table.name)}`}
        rows={page?.items}
        keyOf={({ item }) => JSON.stringify(table.keys.map((key) => item[key]))}
        empty="No item yet. Write to the bot in Chat, or fire a schedule."
        columns={{
          ...Object.fromEntries(table.keys.map((key) => [key, ({ item }: ShownItem) => String(item[key])])),
          Item: ({ item }: ShownItem) => <JsonValue text={JSON.stringify(item)} beside={table.keys} />,
          ...(table.timeToLiveAttribute !== undefined && {
            Expires: ({ expiresAtMs }: ShownItem) =>
              expiresAtMs === undefined ? 'never' : <Moment atMs={expiresAtMs} />,
          }),
        }}
      />
      <Pager
        onFirst={startKey === undefined ? undefined : () => setStartKey(undefined)}
        onNext={page?.nextKey === undefined ? undefined : () => setStartKey(page.nextKey)}
      />
    </>
  );
}
