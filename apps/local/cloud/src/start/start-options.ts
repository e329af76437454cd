import { resolve } from 'node:path';

import { parseOptions, UsageError } from '@pulso/adapters/node-runtime';

import { type Ports } from '../cloud/local-cloud';
import { readTime } from '../demo/report-time';
import { type RunOptions, readRunOptions, runArguments, runUsage } from '../run-options';

/** What `npm start` was told. */
export interface StartOptions extends RunOptions {
  /** Absolute. */
  readonly envFile?: string;
  readonly ports?: Ports;
  /** What the clock shows at first, epoch ms; when the report is due of a day that is played. */
  readonly startMs?: number;
  /** Whether the bundled day happens first. */
  readonly playsDay: boolean;
  readonly stage?: string;
  /** Whether edits of the services' sources are brought into what runs. */
  readonly watchesSources: boolean;
}

export const startUsage = `Usage: npm start -- [options]

Keeps the local cloud up in real time, prints its endpoints, then its functions' log lines and what the bot
sends to whom, mails and calls of webhooks. Ctrl-C stops it.

  --env FILE          write the variables with which other clients reach it, as KEY=VALUE lines for a shell;
                      the file is removed when it stops
  --ports LIST        fixed ports instead of free ones: aws=4566,telegram=8081,webhook=9000,console=4000,
                      any of them
  --at ISO            what the clock shows at the start (default: now); then it runs as a clock does
  --demo              let the day of npm run demo happen first, with the two weeks before it; the clock runs on from
                      its report, which is due at --at (default: today 12:30 UTC)
  --stage NAME        run the stacks of this stage (default: local)
  --watch             bring edits of the services and their libraries into what runs; everything else is kept
${runUsage}
  --help              print this`;

const startArguments = {
  env: { type: 'string' },
  ports: { type: 'string' },
  at: { type: 'string' },
  demo: { type: 'boolean' },
  stage: { type: 'string' },
  watch: { type: 'boolean' },
  ...runArguments,
} as const;

/**
 * Reads the command line of `npm start`.
 *
 * @param args - What stands behind the command's name.
 * @param folder - Where the caller stands, to which relative files are relative.
 * @returns undefined when help was asked for.
 * @throws {UsageError} An option is unknown, lacks its value or has an unusable one.
 */
export function parseStartOptions(args: readonly string[], folder: string): StartOptions | undefined {
  const values = parseOptions(args, startArguments, 'npm start');
  if (values.help) return undefined;
  for (const name of ['env', 'stage'] as const) {
    if (values[name] === '') throw new UsageError(`--${name} needs a name.`);
  }
  return {
    ...readRunOptions(values),
    playsDay: values.demo === true,
    watchesSources: values.watch === true,
    ...(values.env !== undefined && { envFile: resolve(folder, values.env) }),
    ...(values.ports !== undefined && { ports: parsePorts(values.ports) }),
    ...(values.at !== undefined && { startMs: readTime(values.at) }),
    ...(values.stage !== undefined && { stage: values.stage }),
  };
}

const portNames = ['aws', 'telegram', 'webhook', 'console'] as const satisfies readonly (keyof Ports)[];

const largestPort = 65_535;

/**
 * Reads a list of ports.
 *
 * @param text - For example `aws=4566,telegram=8081`.
 * @throws {UsageError} A name or a port is not usable, or something stands there twice.
 */
export function parsePorts(text: string): Ports {
  const ports: Partial<Record<string, number>> = {};
  for (const entry of text.split(',')) {
    const [name = '', value = '', ...rest] = entry.split('=').map((part) => part.trim());
    const shown = entry.slice(0, 60);
    if (!portNames.some((known) => known === name) || rest.length > 0) {
      throw new UsageError(
        `--ports: "${shown}" is not one of ${portNames.map((known) => `${known}=PORT`).join(', ')}.`,
      );
    }
    const port = Number(value);
    if (!/^\d{1,5}$/.test(value) || port < 1 || port > largestPort) {
      throw new UsageError(`--ports: ${name} needs a port from 1 to ${largestPort}, got "${value.slice(0, 20)}".`);
    }
    if (ports[name] !== undefined) throw new UsageError(`--ports: ${name} stands there twice.`);
    if (Object.values(ports).includes(port)) throw new UsageError(`--ports: ${port} stands there twice.`);
    ports[name] = port;
  }
  return ports;
}
