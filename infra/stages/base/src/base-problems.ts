import { settingsFile } from './settings-file';
import { stageNameProblems } from './stage-name-problems';
import { type StageSettings } from './stage-settings';

/** What `prod.ts` holds until its operator has written the account's own id. No account has it. */
const placeholderAccountId = '000000000000';

/**
 * Finds what a stage must say about itself before it can be deployed.
 *
 * @param stageNames - Of all stages.
 * @returns One sentence per problem: the file, what is wrong, what to write instead.
 */
export const baseProblems = ({ stage, accountId }: StageSettings, stageNames: readonly string[]): string[] => [
  ...accountProblems(stage, accountId),
  ...stageNameProblems(stage, stageNames),
];

function accountProblems(stage: string, accountId: string | undefined): string[] {
  const file = settingsFile('base', stage);
  const remedy = 'write the 12 digits of the account to deploy to, which "aws sts get-caller-identity" tells';
  if (accountId === undefined) return [`${file}: accountId is missing: ${remedy}.`];
  if (accountId === placeholderAccountId) return [`${file}: accountId is still ${placeholderAccountId}: ${remedy}.`];
  return /^\d{12}$/.test(accountId) ? [] : [`${file}: accountId is "${accountId}": ${remedy}.`];
}
