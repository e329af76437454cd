/**
 * Plans in a folder: what a reviewer has seen is what is applied, and nothing else.
 *
 * A plan may hold values of the state in clear text, so the folder is kept like the state itself.
 *
 * @see https://developer.hashicorp.com/terraform/tutorials/automation/automate-terraform
 */
const { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const { DeployError } = require('./deploy-error');
const { hashOf } = require('./terraform');

const listName = 'plans.json';

/** Terraform refuses a plan beside another list of providers than that of the plan, so it is kept, too. */
const locksOf = (folder, stack) => join(folder, `${stack}.lock.hcl`);

/**
 * @param {string} folder - Made if it is not there.
 * @param {{ commit: string, stage: string, stateBucket: string }} origin
 */
function createPlanFolder(folder, origin) {
  mkdirSync(folder, { recursive: true });
  // Written at the end: without it the folder is no set of plans.
  rmSync(join(folder, listName), { force: true });
  const stacks = [];
  return {
    /**
     * @param {{ stack: string, digest: string, why: string, record?: object, plan: object, text: string, locks: string }} planned -
     *   `record`: what was deployed, as far as it is recorded.
     */
    add({ stack, digest, why, record, plan: { file, hash, hasChanges }, text, locks }) {
      copyFileSync(file, join(folder, `${stack}.tfplan`));
      rmSync(locksOf(folder, stack), { force: true });
      if (locks !== '') writeFileSync(locksOf(folder, stack), locks);
      writeFileSync(join(folder, `${stack}.txt`), text);
      stacks.push({ stack, digest, why, record, hash, hasChanges });
    },
    close() {
      writeFileSync(join(folder, listName), `${JSON.stringify({ ...origin, stacks }, undefined, 2)}\n`);
    },
  };
}

/**
 * @param {{ commit: string, stage: string, stateBucket: string }} here - What the plans must be of.
 * @returns {{ stack: string, digest: string, why: string, record?: object, plan: object }[]} `record`: as it was when the
 *   plan was made; `plan`: as `createTerraform` makes it, with its list of providers.
 * @throws {DeployError} They are of something else, or incomplete.
 */
function readPlanFolder(folder, here) {
  const list = join(folder, listName);
  if (!existsSync(list)) throw new DeployError(`${list} is not there: ${folder} holds no complete set of plans.`);
  const { stacks, ...origin } = JSON.parse(readFileSync(list, 'utf8'));
  for (const [field, name] of Object.entries({ commit: 'commit', stage: 'stage', stateBucket: 'state bucket' })) {
    if (origin[field] !== here[field])
      throw new DeployError(
        `The plans in ${folder} are for ${name} ${origin[field]}, this is ${here[field]}. Plan again.`,
      );
  }
  return stacks.map(({ stack, digest, why, record, hash, hasChanges }) => {
    const file = join(folder, `${stack}.tfplan`);
    if (!existsSync(file) || hashOf(file) !== hash)
      throw new DeployError(`${file} is missing or not the plan that was saved. Plan again.`);
    const locks = existsSync(locksOf(folder, stack)) ? locksOf(folder, stack) : undefined;
    return { stack, digest, why, record, plan: { file, hash, hasChanges, locks } };
  });
}

module.exports = { createPlanFolder, readPlanFolder };
