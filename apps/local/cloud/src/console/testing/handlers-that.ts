import { type Handlers, operations } from '@pulso/local/console-api';

/** @returns Handlers of all operations which do the same. */
export const handlersThat = (act: (input: unknown) => unknown): Handlers =>
  Object.fromEntries(Object.keys(operations).map((name) => [name, act])) as unknown as Handlers;
