import { readSwitch } from '@pulso/operator/command-line';

/** The line about IAM in the help of a command. */
export const enforceIamUsage = `  --enforce-iam off   let functions do everything, also what the stacks do not grant: for debugging`;

/** Node's parseArgs option of every command that runs functions. */
export const enforceIamArguments = { 'enforce-iam': { type: 'string' } } as const;

/** What a command says that does not enforce the policies. */
export const notEnforcedLine = 'IAM is not enforced (--enforce-iam off): functions may do everything.';

/**
 * Reads `--enforce-iam`.
 *
 * @returns Whether the policies of the stacks decide what functions may do.
 * @throws {UsageError} Neither on nor off.
 */
export function readEnforceIam({
  'enforce-iam': value = 'on',
}: {
  readonly 'enforce-iam'?: string | undefined;
}): boolean {
  return readSwitch('--enforce-iam', value) === 'on';
}
