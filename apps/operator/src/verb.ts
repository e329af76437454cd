import { createInterface } from 'node:readline';

import { STSClient } from '@aws-sdk/client-sts';
import { callTimeouts, UsageError } from '@pulso/adapters/node-runtime';
import { createReadReached, explainAbsence } from './aws';

/** One of the operator's commands. */
export interface Verb {
  /** What `--help` prints. */
  readonly usage: string;
  /**
   * Does what the command line says.
   *
   * @param args - What stands behind the verb; no `--help`.
   * @returns The exit status.
   * @throws {UsageError} The command line can't be meant.
   */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** Options of every verb that is about a stage. */
export const stageOptions = { stage: { type: 'string' }, env: { type: 'string' } } as const;

/** The last lines of the usage of such a verb's options. */
export const envUsage = `\
  --env FILE                 take the AWS variables of this file, as npm start -- --env FILE writes it; default for the
                             stage local: tmp/local-cloud.env, if it is there and AWS_ENDPOINT_URL is not set
  --help                     print this`;

/** @throws {UsageError} No stage is named: what a verb would change has none by default. */
export function requireStage(stage: string | undefined, command: string): string {
  if (!stage) throw new UsageError(`Which stage? Try: npm run ${command} --stage prod`);
  return stage;
}

/** Writes a line. No line holds a secret. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Asks the person at the terminal, who may have said yes by an option already. */
export const confirmUnless =
  (isConfirmed: boolean) =>
  async (question: string): Promise<boolean> =>
    isConfirmed || confirm(question, process.stdin, process.stderr);

/** A call takes a second at most where all is well. */
const attemptMs = 10_000;

/**
 * Settings of the clients of AWS in a command for which a person waits. Without a limit a client waits for an answer that
 * does not come for ever, and the command says nothing.
 */
export const commandClient = { maxAttempts: 3, requestHandler: callTimeouts(attemptMs) };

/** Does something at a stage: see {@link explainAbsence}, with the credentials of this process. */
export const atStage = <T>(stage: string, act: () => Promise<T>): Promise<T> =>
  explainAbsence(stage, createReadReached(new STSClient(commandClient)), act);

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
