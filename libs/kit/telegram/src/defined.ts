/** The same fields, each of them optional instead of undefined. */
export type Defined<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/**
 * Leaves out the fields that are undefined, so that stored items and messages lack them.
 *
 * @example
 * const message = { chatId, ...defined({ messageThreadId: topicId, language }) };
 */
export const defined = <Fields extends object>(fields: Fields): Defined<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<Fields>;
