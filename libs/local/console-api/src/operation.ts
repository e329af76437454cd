import type * as z from 'zod';

/** One operation of the API: what it takes, and by its type what it gives. */
interface Operation<Input extends z.ZodType = z.ZodType, Output = unknown> {
  /** What a request's body must be. */
  readonly input: Input;
  /** Is never there: it carries the type. */
  readonly output?: Output;
}

/** What a request of an operation has in its body. */
export type InputOf<O> = O extends Operation<infer Input, unknown> ? z.input<Input> : never;

/** What an operation is handed: its body as the schema has read it. */
export type ReadInputOf<O> = O extends Operation<infer Input, unknown> ? z.output<Input> : never;

/** What an operation answers, as JSON. */
export type OutputOf<O> = O extends Operation<z.ZodType, infer Output> ? Output : never;

/**
 * Declares an operation.
 *
 * @example
 * const runOperations = { 'runs.list': operation<readonly RunSummary[]>()(z.strictObject({})) };
 */
export const operation =
  <Output>() =>
  <Input extends z.ZodType>(input: Input): Operation<Input, Output> => ({ input });
