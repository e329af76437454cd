import { createInterface } from 'node:readline';

import { UsageError } from './usage-error';

/**
 * Asks the person at the terminal before something that can't be undone.
 *
 * @returns Whether the answer was yes, in full; what is no answer is a no.
 * @throws {UsageError} The input is no terminal: the command needs `--yes`.
 */
export async function confirm(
  question: string,
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  output: NodeJS.WritableStream,
): Promise<boolean> {
  if (!input.isTTY) throw new UsageError('There is no terminal to ask at: give --yes to go on without a question.');
  const lines = createInterface({ input, output });
  try {
    const answer = await new Promise<string>((resolve) => {
      lines.once('line', resolve);
      // Ctrl-C or Ctrl-D, after which no answer comes.
      lines.once('close', () => resolve(''));
      lines.setPrompt(`${question} Type yes to go on: `);
      lines.prompt();
    });
    return answer.trim().toLowerCase() === 'yes';
  } finally {
    lines.close();
  }
}
