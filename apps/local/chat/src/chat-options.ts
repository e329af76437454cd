import { resolve } from 'node:path';

import { parseOptions, UsageError } from '@pulso/command-line';

export const chatUsage = `Usage: npm run chat -- [options]

Talks to the bot of a running "npm start" as its users do, in private and in groups.

  --env FILE      where npm start has written its addresses (npm start -- --env FILE);
                  default: the variable LOCAL_CLOUD_CONSOLE, then tmp/local-cloud.env
  --as NAME       who speaks first, default Ada
  --group TITLE   start in a group, which has the bot in it, instead of in private
  --wait SECONDS  from a pipe: how long a line may take until the bot has handled it, default 15
  --help          print this

From a pipe, every line waits until the bot has handled the one before; the exit status is 1 if one was not.`;

export interface ChatOptions {
  /** Absolute; undefined: not asked for. */
  readonly envFile: string | undefined;
  readonly person: string;
  readonly group: string | undefined;
  readonly waitMs: number;
}

/**
 * Reads the command line of `npm run chat`.
 *
 * @param folder - Where the caller stands, to which the file is relative.
 * @returns undefined when help was asked for.
 * @throws {UsageError} An option is unknown, lacks its value or has an unusable one.
 */
export function parseChatOptions(args: readonly string[], folder: string): ChatOptions | undefined {
  const values = parseOptions(
    args,
    { env: { type: 'string' }, as: { type: 'string' }, group: { type: 'string' }, wait: { type: 'string' } },
    'npm run chat',
  );
  if (values.help) return undefined;
  const seconds = Number(values.wait ?? '15');
  if (!(seconds > 0 && seconds <= 3600)) throw new UsageError('--wait must be a number of seconds up to 3600.');
  if (values.as?.trim() === '' || values.group?.trim() === '') throw new UsageError('--as and --group need a name.');
  return {
    envFile: values.env === undefined ? undefined : resolve(folder, values.env),
    person: values.as?.trim() ?? 'Ada',
    group: values.group?.trim(),
    waitMs: seconds * 1000,
  };
}
