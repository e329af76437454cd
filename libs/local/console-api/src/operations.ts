import type * as z from 'zod';

import { chatOperations } from './chat';
import { cloudOperations } from './cloud';
import { overviewOperations } from './overview';
import { questionOperations } from './questions';
import { runOperations } from './runs';

/**
 * All operations of the local cloud's API, by name: `POST <address>/api/<name>` with a JSON body.
 *
 * It answers `{"ok": true, "result": ...}`, or `{"ok": false, "error": "a sentence"}` with a status of 400 or above.
 */
export const operations = {
  ...overviewOperations,
  ...cloudOperations,
  ...questionOperations,
  ...chatOperations,
  ...runOperations,
};

type Operations = typeof operations;

export type OperationName = keyof Operations;

/** What a request has in its body. */
export type OperationInput<Name extends OperationName> = z.input<Operations[Name]['input']>;

export type OperationOutput<Name extends OperationName> = NonNullable<Operations[Name]['output']>;

/** What carries operations out. A `RefusedOperationError` is for the person who asked; another error is a defect. */
export type Handlers<Name extends OperationName = OperationName> = {
  readonly [Each in Name]: (
    input: z.output<Operations[Each]['input']>,
  ) => OperationOutput<Each> | Promise<OperationOutput<Each>>;
};

/** An answer of the API, as it travels. */
export type ApiAnswer<Output = unknown> =
  | { readonly ok: true; readonly result: Output }
  | { readonly ok: false; readonly error: string };
