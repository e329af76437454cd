import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where README and docs tell `npm start` to leave its variables. */
const usualEnvFile = 'tmp/local-cloud.env';

/** The stage that is the local cloud: it can't be deployed. */
const localStage = 'local';

/** Commands that take `--env`, and their stage if no option names one. */
const defaultStages = new Map<string, (environment: NodeJS.ProcessEnv) => string | undefined>([
  ['report', ({ STAGE }) => STAGE || localStage],
  ['doctor', () => undefined],
  ['bot', () => undefined],
  ['secrets', () => undefined],
]);

export interface AskedCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** The value of `--stage`. */
  readonly stage: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Leads an operator's command about the stage `local` to the local cloud that runs from this checkout, unless something
 * else says where that is. A command about any other stage goes to AWS, whatever runs here.
 *
 * @returns The options to add; none if the caller says where to go, or no local cloud has left its variables.
 */
export function localCloudOptions(
  { command, args, stage, environment }: AskedCommand,
  root: string,
): readonly string[] {
  const file = join(root, usualEnvFile);
  const isSaid = environment['AWS_ENDPOINT_URL'] || hasOption(args, '--env') || args.includes('--help');
  const meant = stage ?? defaultStages.get(command)?.(environment);
  const isLocal = defaultStages.has(command) && meant === localStage;
  return !isLocal || isSaid || !existsSync(file) ? [] : ['--env', file];
}

export const hasOption = (args: readonly string[], name: string): boolean =>
  args.some((arg) => arg === name || arg.startsWith(`${name}=`));
