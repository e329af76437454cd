import { parseOptions, UsageError } from '@pulso/command-line';

export const setUpUsage = `Usage: npm run set-up -- --stage NAME [options]

Tells Telegram about the bot of a deployed stage: where its updates go, with which secret and of which kinds, what its
commands are for each kind of chat and for each admin, and what it is, in every language. What is so already stays.

  --stage NAME  the stage; its bot must be deployed, and its secrets set
  --dry-run     only say what would change
  --help        print this

It reads the function and the secrets of the stage with your AWS credentials (lambda:GetFunctionConfiguration,
lambda:GetFunctionUrlConfig, ssm:GetParameters), in the region of your profile or of AWS_REGION.`;

export interface SetUpOptions {
  readonly stage: string;
  readonly isDryRun: boolean;
}

/**
 * Reads the command line of `npm run set-up`.
 *
 * @returns undefined when help was asked for.
 * @throws {UsageError} An option is unknown or lacks its value, or there is no stage.
 */
export function parseSetUpOptions(args: readonly string[]): SetUpOptions | undefined {
  const values = parseOptions(args, { stage: { type: 'string' }, 'dry-run': { type: 'boolean' } }, 'npm run set-up');
  if (values.help) return undefined;
  if (!values.stage) throw new UsageError('Which stage? Try: npm run set-up -- --stage prod');
  return { stage: values.stage, isDryRun: values['dry-run'] ?? false };
}
