import type { ApiAnswer, OperationInput, OperationName, OperationOutput } from '@pulso/local/console-api';

/**
 * Lets the local cloud carry out an operation.
 *
 * @throws {Error} It refuses, has failed, or does not answer; the message is for people.
 */
export async function call<Name extends OperationName>(
  name: Name,
  input: OperationInput<Name>,
): Promise<OperationOutput<Name>> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`api/${name}`, { method: 'POST', headers, body: JSON.stringify(input) }).catch(() => {
    throw new Error('The local cloud does not answer. Is npm start still running?');
  });
  const text = await response.text();
  const answer: ApiAnswer = text.startsWith('{') ? JSON.parse(text) : { ok: false, error: text };
  if (!answer.ok) throw new Error(answer.error);
  return answer.result as OperationOutput<Name>;
}
