import type { ApiAnswer, OperationInput, OperationName, OperationOutput } from '@pulso/local/console-api';

/** The local cloud has not done what was asked; the message is for people. */
class CallError extends Error {
  override readonly name = 'CallError';
}

/**
 * Lets the local cloud carry out an operation.
 *
 * @throws {CallError} It refuses, has failed, or does not answer.
 */
export async function call<Name extends OperationName>(
  name: Name,
  input: OperationInput<Name>,
): Promise<OperationOutput<Name>> {
  const answer = await post(`api/${name}`, input);
  if (answer.ok) return answer.result as OperationOutput<Name>;
  throw new CallError(answer.error);
}

async function post(path: string, input: unknown): Promise<ApiAnswer> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    return text.startsWith('{') ? (JSON.parse(text) as ApiAnswer) : { ok: false, error: text };
  } catch {
    throw new CallError('The local cloud does not answer. Is npm start still running?');
  }
}
