const { otherBuckets, settleInOrder } = require('./deploy');
const { DeployError } = require('./deploy-error');
const { findCommit } = require('./git');
const { short } = require('./settle-stack');

/**
 * Brings a stack back to what was deployed before.
 *
 * @param options - What `readOptions` returns.
 * @param tools - As for `deploy`; `checkOut(commit)`: that commit in a folder; `build(stacks, root)`;
 *   `terraformOf(stack, root)`: with the list of providers of that commit.
 * @returns {Promise<{ rows: object[], failure?: Error }>}
 * @throws {DeployError} There is nothing to go back to, or it can't be built. Nothing was changed.
 */
async function rollBack(options, tools) {
  const [stack] = options.stacks;
  const records = await tools.records.read([stack]);
  const record = records.get(stack);
  const target = findTarget(stack, record, options, tools.root);
  for (const warning of otherBuckets(records, options.stateBucket)) tools.say(warning);
  tools.say(`Building ${stack} from ${short(target.commit)}...`);
  const copy = tools.checkOut(target.commit);
  try {
    const digest = (await tools.build([stack], copy.root)).get(stack);
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
function findTarget(stack, record, { stage, to }, root) {
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

module.exports = { rollBack };
