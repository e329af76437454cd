/**
 * One .terraform.lock.hcl for all stacks, in infra: their folders are generated, and all of them use one provider in one
 * version. It says which builds of that version may run here, on every platform from which people deploy.
 */
const { copyFileSync, existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const platforms = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'];

const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** Providers that a stack requires and a lock file does not name in that version. */
function missingProviders(stack, lockText, registry) {
  const entries = new Set(
    [...lockText.matchAll(/provider "([^"]+)" \{\s*version\s*=\s*"([^"]+)"/g)].map(
      ([, name, version]) => `${name} ${version}`,
    ),
  );
  return Object.values(stack.terraform?.required_providers ?? {})
    .map(({ source, version }) => `${source.split('/').length === 2 ? `${registry}/` : ''}${source} ${version}`)
    .filter((entry) => !entries.has(entry));
}

/**
 * Initializes a stack with the repository's lock file, which is completed first where a version is new to it.
 *
 * @param options - As of `createTerraform`; `run` runs Terraform.
 * @param init - Initializes.
 */
async function lockProviders({ stack, registry, folder, lockFile, isReadOnly, say, run }, init) {
  const own = join(folder, '.terraform.lock.hcl');
  const before = textOf(lockFile);
  if (before !== '') copyFileSync(lockFile, own);
  const missing = missingProviders(stack, before, registry);
  if (missing.length > 0 && !isReadOnly) {
    say(
      `Looking up checksums of ${missing.join(', ')} for ${platforms.length} platforms; this takes some minutes, once.`,
    );
    const status = await run(['providers', 'lock', ...platforms.map((platform) => `-platform=${platform}`)]);
    // A mirror without other platforms still deploys from this one.
    if (status !== 0) say('That failed. The lock file will have checksums for this platform alone.');
  }
  await init();
  if (isReadOnly || textOf(own) === before || textOf(own) === '') return;
  copyFileSync(own, lockFile);
  say(`\n${lockFile} has changed: commit it, so that every deploy runs the same provider.\n`);
}

module.exports = { lockProviders, missingProviders };
