import { deliveryItem, type Item, runsTableItems, type StoredItem, usersTableItems } from '@pulso/adapters/dynamodb';

import { type Content, type Exchange, unknownContent } from './exchange';

/** Items of a table, which the service that owns it wrote before it was deployed, or rolled back. */
function itemExchange(name: string, owner: string, items: readonly StoredItem[]): Exchange {
  const contents = items.map(({ name: content, key, schema, write }): Content => ({
    name: content,
    writer: owner,
    place: `${key['pk']?.S} / ${key['sk']?.S}`,
    schema,
    write: (value) => JSON.stringify(write(value as never)),
  }));
  return {
    name,
    reader: owner,
    contents,
    read: (text, contentName) => {
      const item = items.find((stored) => stored.name === contentName);
      return item === undefined ? unknownContent : item.read(JSON.parse(text) as Item);
    },
  };
}

/** What services find in their tables. */
export const itemExchanges: readonly Exchange[] = [
  itemExchange('table runs', 'aggregator', runsTableItems),
  itemExchange('table deliveries', 'notifier', [deliveryItem]),
  itemExchange('table users', 'bot', usersTableItems),
];
