import type * as z from 'zod';

/** One operation of the API: its input, and by its type its output. */
interface Operation<Input extends z.ZodType, Output> {
  /** What a request's body must be. */
  readonly input: Input;
  /** Never set: it carries the type of the answer, which travels as JSON. */
  readonly output?: Output;
}

/**
 * Declares an operation.
 *
 * @example
 * const runOperations = { 'runs.list': operation<readonly RunSummary[]>()(z.strictObject({})) };
 */
export const operation =
  <Output>() =>
  <Input extends z.ZodType>(input: Input): Operation<Input, Output> => ({ input });
