import type { CommitCopy } from './commit-copy.ts';
import { otherBuckets, type WithBucket } from './deploy.ts';
import { DeployError } from './deploy-error.ts';
import type { DeployedRecord } from './deployed-records.ts';
import { findCommit } from './git.ts';
import type { RollbackOptions } from './read-options.ts';
import { type DeployResult, settleInOrder, type StageTools } from './settle-in-order.ts';
import { short } from './settle-stack.ts';
import type { Terraform } from './terraform.ts';

export interface RollbackTools extends StageTools {
  /** Checks a commit out into a folder. */
  readonly checkOut: (commit: string) => CommitCopy;
  /** @returns The digests of stacks as they are built from a work tree. */
  readonly build: (stacks: readonly string[], root: string) => Promise<ReadonlyMap<string, string>>;
  /** With the list of providers of a work tree. */
  readonly terraformOf: (stack: string, root: string) => Terraform;
}

/**
 * Brings a stack back to what was deployed before.
 *
 * @throws {DeployError} There is nothing to go back to, or it can't be built. Nothing was changed.
 */
export async function rollBack(options: WithBucket<RollbackOptions>, tools: RollbackTools): Promise<DeployResult> {
  const { stack } = options;
  const records = await tools.records.read([stack]);
  const record = records.get(stack);
  const target = findTarget(stack, record, options, tools.root);
  for (const warning of otherBuckets(records, options.stateBucket)) tools.say(warning);
  tools.say(`Building ${stack} from ${short(target.commit)}...`);
  const copy = tools.checkOut(target.commit);
  try {
    const digest = (await tools.build([stack], copy.root)).get(stack) ?? '';
    if (target.digest !== undefined && target.digest !== digest)
      tools.say(
        `Note: ${short(target.commit)} gives another build than the one that was deployed: packages, Node or the state bucket differ. The plan says what that means.`,
      );
    const why = `back to ${short(target.commit)}`;
    const candidate = { name: stack, why, record, digest, terraform: tools.terraformOf(stack, copy.root) };
    return await settleInOrder([candidate], { ...options, commit: target.commit }, tools);
  } finally {
    copy.remove();
  }
}

/** @returns The commit, with the digest of what was deployed from it where that is known. */
function findTarget(
  stack: string,
  record: DeployedRecord | undefined,
  { stage, to }: RollbackOptions,
  root: string,
): { readonly commit: string; readonly digest?: string } {
  if (to !== undefined) {
    const commit = findCommit(root, to);
    if (commit === undefined) throw new DeployError(`There is no commit "${to}" in this clone. Try: git fetch`);
    return { commit };
  }
  if (record === undefined)
    throw new DeployError(
      `${stack} has no recorded deployment to ${stage}: there is nothing to go back to. Name a commit: --to.`,
    );
  // What is recorded is what was there before the deploy that did not end.
  const before = record.unfinished === undefined ? record.previous : record;
  if (before === undefined)
    throw new DeployError(`Nothing is recorded from before ${short(record.commit)} for ${stack}. Name a commit: --to.`);
  const commit = findCommit(root, before.commit);
  if (commit === undefined)
    throw new DeployError(`${before.commit}, which was deployed before, is not in this clone. Try: git fetch`);
  return { commit, digest: before.digest };
}
