import { type Check, type Message } from './evidence';

type Rows = NonNullable<Check['rows']>;
type Given = NonNullable<Check['given']>;

/** The query gives exactly these rows, in this order. */
export const answers = (query: string, messages: readonly Message[], rows: Rows, given?: Given): Check => ({
  query,
  messages,
  rows,
  ...(given && { given }),
});

/** The query gives exactly these rows; the language does not say in which order. */
export const answersInAnyOrder = (query: string, messages: readonly Message[], rows: Rows): Check => ({
  query,
  messages,
  rows,
  inAnyOrder: true,
});

/**
 * The expression has this value for an event.
 *
 * @param value - undefined for a missing one.
 */
export const gives = (
  expression: string,
  value: string | undefined,
  message: Message = 'an event',
  given?: Given,
): Check => answers(`fields ${expression} as x`, [message], [value === undefined ? {} : { x: value }], given);

/** Over these events an item of `stats` has this value; undefined for no cell. */
export const totals = (item: string, messages: readonly Message[], value: string | undefined): Check =>
  answers(`stats ${item} as x`, messages, [value === undefined ? {} : { x: value }]);

/** `filter condition` keeps exactly these of the events that have a number `n`. */
export const keeps = (condition: string, messages: readonly Message[], numbers: readonly number[]): Check =>
  answers(
    `filter ${condition} | fields n | sort n`,
    messages,
    numbers.map((n) => ({ n: String(n) })),
  );

/** The query is wrong, at this text of it or at this offset. */
export const refuses = (query: string, at: string | number): Check => ({ query, throws: { type: 'malformed', at } });

/** AWS would run the query and this engine says that it can't, at this text of it. */
export const isUnsupported = (query: string, at: string | number): Check => ({
  query,
  throws: { type: 'unsupported', at },
});

/** The query compiles and runs. */
export const accepts = (query: string): Check => ({ query, messages: [] });

/** The query is valid and a warning about this text of it says that it may not do what was meant. */
export const warns = (query: string, at: string): Check => ({ query, warnsAt: at });

/** The query is valid and there is no warning about it. */
export const warnsOfNothing = (query: string): Check => ({ query, warnsOfNothing: true });
