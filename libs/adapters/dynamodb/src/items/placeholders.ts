import { type Item, toItem } from './to-item';

/**
 * Builds the placeholders of an expression. Names and values never stand in an expression themselves: attribute names
 * may be reserved words, and values come from messages.
 *
 * @param names - Attributes that the expression calls `#name`. DynamoDB refuses one that no expression uses.
 * @param values - Values that it calls `:key`, without those that are undefined. As `names`.
 */
export const placeholders = (
  names: readonly string[],
  values: Readonly<Record<string, string | number | undefined>> = {},
): { ExpressionAttributeNames: Record<string, string>; ExpressionAttributeValues?: Item } => {
  const item = toItem(Object.fromEntries(Object.entries(values).map(([key, value]) => [`:${key}`, value])));
  return {
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ...(Object.keys(item).length > 0 ? { ExpressionAttributeValues: item } : {}),
  };
};
