import { UsageError, parseOptions } from '@pulso/operator/command-line';

export const doctorUsage = `Usage: npm run doctor -- --stage NAME [options]

Says what is wrong with a deployed stage: one line for each thing that it needs to work, ok, warning or failed, and what
to do about it. It reads and changes nothing.

  --stage NAME  the stage
  --json        print what was found as JSON
  --env FILE    take the AWS variables of this file, as npm start -- --env FILE writes it; default for the stage local:
                tmp/local-cloud.env, if it is there and AWS_ENDPOINT_URL is not set
  --help        print this

The exit status is 0 when nothing has failed, 1 when something has, 2 for a wrong command line.

It reads with your AWS credentials, in AWS_REGION, or else in the region of the stage's settings;
apps/operator/doctor/README.md has the policy that it needs. What it may not read is a warning that names the permission.
No line holds a secret.`;

export interface DoctorOptions {
  readonly stage: string;
  readonly isJson: boolean;
  /** undefined: the variables are those of the process. */
  readonly envFile: string | undefined;
}

/**
 * Reads the command line of `npm run doctor`.
 *
 * @returns undefined when help was asked for.
 * @throws {UsageError} An option is unknown or lacks its value, or there is no stage.
 */
export function parseDoctorOptions(args: readonly string[]): DoctorOptions | undefined {
  const values = parseOptions(
    args,
    { stage: { type: 'string' }, json: { type: 'boolean' }, env: { type: 'string' } },
    'npm run doctor',
  );
  if (values.help) return undefined;
  if (!values.stage) throw new UsageError('Which stage? Try: npm run doctor -- --stage prod');
  return {
    stage: values.stage,
    isJson: values.json ?? false,
    envFile: values.env,
  };
}
