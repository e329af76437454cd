import { describeIssue } from '@pulso/contracts/envelope';
import { type ApiAnswer, type Handlers, type OperationName, operations } from '@pulso/local/console-api';

import { RefusedOperationError } from '../errors';

const isOperation = (name: string): name is OperationName => Object.hasOwn(operations, name);

/**
 * Carries out one operation of the API.
 *
 * @param body - As it came.
 * @param onDefect - Told an error that is no refusal.
 * @returns The answer and its status.
 */
export async function answerOperation(
  name: string,
  body: string,
  { handlers, onDefect }: { readonly handlers: Handlers; readonly onDefect: (error: unknown) => void },
): Promise<{ readonly status: number; readonly answer: ApiAnswer }> {
  if (!isOperation(name)) return refusal(404, `There is no operation "${name.slice(0, 60)}".`);
  const given = parseJson(body);
  const input = operations[name].input.safeParse(given);
  if (!input.success) {
    const problems = input.error.issues.map((issue) => describeIssue(issue, given, 'body'));
    return refusal(400, `${name}: ${problems.join('; ')}`);
  }
  try {
    const handle = handlers[name] as (input: unknown) => unknown;
    return { status: 200, answer: { ok: true, result: await handle(input.data) } };
  } catch (error) {
    if (error instanceof RefusedOperationError) return refusal(400, error.message);
    onDefect(error);
    return refusal(500, `${name} has failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** @returns undefined for what is no JSON, which no schema takes. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const refusal = (status: number, error: string) => ({ status, answer: { ok: false as const, error } });
