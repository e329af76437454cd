/**
 * Applies one stack: `npx nx deploy infra-bot`, or `npx nx affected -t deploy` for what changed.
 * Needs Terraform 1.11 or newer (or OpenTofu, by TERRAFORM=tofu), AWS credentials, STAGE and STATE_BUCKET.
 */
const { spawnSync } = require('node:child_process');
const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

function checkEnvironment({ STAGE, STATE_BUCKET, TERRAFORM = 'terraform' }) {
  const missing = Object.entries({ STAGE, STATE_BUCKET }).flatMap(([name, value]) => (value ? [] : [name]));
  if (missing.length > 0) fail(`Set ${missing.join(' and ')}: a deployment needs a stage and a bucket for its state.`);
  if (STAGE === 'local') fail('The stage "local" runs on a laptop only: npm start.');
  const { error } = spawnSync(TERRAFORM, ['version'], { stdio: 'ignore' });
  if (error) fail(`Cannot run ${TERRAFORM}: ${error.message}. Install Terraform 1.11 or newer, or set TERRAFORM.`);
  return TERRAFORM;
}

function stackFolder(project) {
  const stacks = join('dist/tf', project, 'stacks');
  const names = existsSync(stacks) ? readdirSync(stacks) : [];
  if (names.length !== 1)
    fail(`Expected one synthesized stack in ${stacks}, found ${names.length}. Run npx nx synth ${project}.`);
  return join(stacks, names[0]);
}

function main([project]) {
  if (!project) fail('Name the project to deploy, for example infra-bot.');
  const terraform = checkEnvironment(process.env);
  const folder = stackFolder(project);
  for (const args of [
    ['init', '-input=false'],
    ['apply', '-input=false', '-auto-approve'],
  ]) {
    const { status } = spawnSync(terraform, [`-chdir=${folder}`, ...args], { stdio: 'inherit' });
    if (status !== 0) fail(`${terraform} ${args[0]} failed for ${project}.`);
  }
}

main(process.argv.slice(2));
