const { DeployError } = require('./deploy-error');

/**
 * Finds the bucket that keeps Terraform's state: the one that was named, or else that of the last deploys. A person on call,
 * or one who deploys for the first time from here, need not know it.
 *
 * @param {string | undefined} named
 * @param tools - `stacks`: all of the stage's; `records`; `say`.
 * @returns {Promise<string>}
 * @throws {DeployError} None is named, and the records name none, or several; or they can't be read.
 */
async function findStateBucket(named, { stacks, records, say }) {
  if (named !== undefined) return named;
  const recorded = [...(await records.read(stacks)).values()].flatMap(({ stateBucket }) => stateBucket ?? []);
  const buckets = [...new Set(recorded)];
  if (buckets.length !== 1)
    throw new DeployError(
      `Where is the state kept? ${buckets.length === 0 ? 'No deploy to this stage is recorded in this account' : `The last deploys name ${buckets.join(' and ')}`}. Set STATE_BUCKET or give --state-bucket.`,
    );
  say(`The state is in ${buckets[0]}, as for the last deploy.`);
  return buckets[0];
}

module.exports = { findStateBucket };
