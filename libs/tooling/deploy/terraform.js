/** Runs Terraform on one synthesized stack. */
const { spawn, spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const { DeployError } = require('./deploy-error');
const { lockProviders, textOf } = require('./provider-locks');

/**
 * @param {string} program - `terraform`, or the path of another one.
 * @returns {{ program: string, registry: string }} `registry`: where it gets providers from, which is part of their names.
 * @throws {DeployError} It can't be run.
 */
function findTerraform(program) {
  const { error, stdout } = spawnSync(program, ['version'], { encoding: 'utf8' });
  if (error) {
    throw new DeployError(
      `Cannot run ${program}: ${error.message}. Install Terraform 1.11 or newer, or set TERRAFORM=tofu.`,
    );
  }
  const registry = stdout.startsWith('OpenTofu') ? 'registry.opentofu.org' : 'registry.terraform.io';
  return { program, registry };
}

const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/**
 * @param options - `folder`: the stack's, which holds cdk.tf.json; `workFolder`: what Terraform remembers about this
 *   stack and stage, and plans; `lockFile`: the repository's list of providers; `isOlderCommit`: `lockFile` is that
 *   of another commit and stays as it is; `isReadOnly`: takes no lock on the state and leaves `lockFile` as it is.
 */
function createTerraform(options) {
  const { terraform, folder, workFolder, cacheFolder, lockFile, isReadOnly, interruption, say } = options;
  const { isOlderCommit = false } = options;
  const { program, registry } = terraform;
  const backendFile = join(workFolder, 'backend.json');
  const ownPlan = join(workFolder, 'plan.tfplan');
  const lockArgs = isReadOnly ? ['-lock=false'] : [];
  const env = {
    ...process.env,
    TF_IN_AUTOMATION: '1',
    // One per stage and stack: what Terraform remembers about a backend is not taken for that of another stage.
    TF_DATA_DIR: resolve(workFolder, 'data'),
    // The provider is 700 MB: one copy for all stacks.
    TF_PLUGIN_CACHE_DIR: process.env.TF_PLUGIN_CACHE_DIR || resolve(cacheFolder),
  };

  const run = (args) => {
    let child;
    return interruption.during(
      () => child?.kill('SIGINT'),
      () =>
        new Promise((settle, reject) => {
          // Its own process group: see createInterruption.
          child = spawn(program, [`-chdir=${folder}`, ...args], {
            stdio: ['ignore', 'inherit', 'inherit'],
            env,
            detached: true,
          });
          child.on('error', reject);
          child.on('close', settle);
        }),
    );
  };

  const succeed = async (args) => {
    const status = await run(args);
    if (status !== 0) throw new DeployError(`terraform ${args[0]} failed`);
  };

  return {
    /**
     * Fetches providers, and connects to the state of this stage in this bucket.
     *
     * @param plan - A saved one: Terraform applies it with the very list of providers that it was made with.
     */
    async init(plan) {
      mkdirSync(env.TF_PLUGIN_CACHE_DIR, { recursive: true });
      mkdirSync(workFolder, { recursive: true });
      const stack = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
      const backend = JSON.stringify(stack.terraform?.backend ?? {});
      const isElsewhere = existsSync(backendFile) && readFileSync(backendFile, 'utf8') !== backend;
      const locks = { plannedLocks: plan?.locks, lockFile, cacheFolder, isOlderCommit, isReadOnly };
      await lockProviders({ ...locks, stack, registry, folder, say, run }, () =>
        // Another stage or bucket has a state of its own, into which nothing is to be moved.
        succeed(['init', '-input=false', ...(isElsewhere ? ['-reconfigure'] : [])]),
      );
      writeFileSync(backendFile, backend);
    },

    /** @returns {Promise<{ file: string, hash: string, hasChanges: boolean }>} The plan, which has been shown. */
    async plan() {
      const status = await run(['plan', '-input=false', '-detailed-exitcode', `-out=${resolve(ownPlan)}`, ...lockArgs]);
      interruption.check();
      if (status !== 0 && status !== 2) throw new DeployError('terraform plan failed');
      return { file: ownPlan, hash: hashOf(ownPlan), hasChanges: status === 2 };
    },

    show: ({ file }) => succeed(['show', resolve(file)]),

    /** @returns {string} The list of providers in use; empty without any. */
    readLocks: () => textOf(join(folder, '.terraform.lock.hcl')),

    /** @returns {string} What the plan says, as text without colours. */
    describe({ file }) {
      const args = [`-chdir=${folder}`, 'show', '-no-color', resolve(file)];
      const { status, stdout, stderr } = spawnSync(program, args, {
        encoding: 'utf8',
        env,
        maxBuffer: 64 * 1024 * 1024,
      });
      if (status !== 0) throw new DeployError(`terraform show failed: ${stderr}`);
      return stdout;
    },

    /** @throws {DeployError} It failed, or the file is not the plan that was shown. */
    async apply({ file, hash }) {
      if (hashOf(file) !== hash)
        throw new DeployError(`${file} is not the plan that was shown: another deploy runs here`);
      await succeed(['apply', '-input=false', resolve(file)]);
    },
  };
}

module.exports = { createTerraform, findTerraform, hashOf };
