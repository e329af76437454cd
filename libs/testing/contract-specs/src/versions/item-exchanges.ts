import { deliveryItem } from '@pulso/adapters/dynamodb-deliveries';
import { type Item, type StoredItem, toItem } from '@pulso/adapters/dynamodb-items';
import { runsTableItems } from '@pulso/adapters/dynamodb-runs';

import { type Content, type Exchange } from './exchange';

const itemTextOf = ({ json = [] }: StoredItem, fields: Readonly<Record<string, unknown>>): string => {
  const attributes = Object.entries(fields).map(([name, value]) => [
    name,
    json.includes(name) && value !== undefined ? JSON.stringify(value) : value,
  ]);
  return JSON.stringify(toItem(Object.fromEntries(attributes) as Record<string, string>));
};

/** Items of a table, which the service that owns it wrote before it was deployed, or rolled back. */
function itemExchange(name: string, owner: string, items: readonly StoredItem[]): Exchange {
  const contents = items.map((item): Content => ({
    name: item.name,
    writer: owner,
    schema: item.schema,
    write: (value) => itemTextOf(item, value as Record<string, unknown>),
  }));
  return {
    name,
    reader: owner,
    contents,
    read: (text, contentName) => {
      const item: Item = { pk: { S: 'pk' }, sk: { S: 'sk' }, ...(JSON.parse(text) as Item) };
      return items.find((stored) => stored.name === contentName)?.read(item);
    },
  };
}

/** What services find in their tables. The items of people and updates are read without a schema: nothing is refused. */
export const itemExchanges: readonly Exchange[] = [
  itemExchange('table runs', 'aggregator', runsTableItems),
  itemExchange('table deliveries', 'notifier', [deliveryItem]),
];
