/** The target `plan` of a stack: `node libs/tooling/deploy/plan.ts infra/bot prod`, after its synth. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { type Plan, planFile, planFolder } from './plan-folder.ts';
import { fail, program, readTerraform, runTerraform } from './run-terraform.ts';

/** The fields of `terraform show -json` that are read here: a parameter's `type` says whether it is secret. */
interface PlanJson {
  readonly resource_changes?: readonly {
    readonly change: {
      readonly actions: readonly string[];
      readonly before: { readonly name?: string; readonly type?: string } | null;
    };
  }[];
}

const [project = '', stage = ''] = process.argv.slice(2);
const stack = basename(project);
const synthesized = `dist/tf/${stage}/infra-${stack}/stacks/${stack}`;
const folder = planFolder(stage, stack);
const lockFile = 'infra/.terraform.lock.hcl';
/** Terraform leaves it when it could not save the state after an apply, for example because credentials expired. */
const unsavedState = 'errored.tfstate';

if (stage === '') fail(`For which stage? npx nx run infra-${stack}:plan --configuration=prod`);
if (!process.env['STATE_BUCKET']) fail('Where is the state? Set STATE_BUCKET to the name of its bucket.');
if (!existsSync(lockFile)) {
  const platforms = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64']
    .map((name) => `-platform=${name}`)
    .join(' ');
  fail(
    `There is no ${lockFile}, so that anything could run as the AWS provider. Make it once, and commit it:\n` +
      `  ${program} -chdir=${synthesized} providers lock ${platforms} && cp ${synthesized}/.terraform.lock.hcl infra/`,
  );
}
if (existsSync(join(folder, unsavedState))) {
  fail(
    'An earlier deploy could not save the state, and a new plan would remove the only copy. Save it first:\n' +
      `  ${program} -chdir=${folder} state push ${unsavedState} && rm ${join(folder, unsavedState)}`,
  );
}

rmSync(folder, { recursive: true, force: true });
cpSync(synthesized, folder, { recursive: true });
copyFileSync(lockFile, join(folder, '.terraform.lock.hcl'));
const failedInit = await runTerraform(folder, ['init', '-input=false', '-lockfile=readonly']);
if (failedInit !== 0) process.exit(failedInit);
const status = await runTerraform(folder, ['plan', '-input=false', '-detailed-exitcode', `-out=${planFile}`]);
if (status !== 0 && status !== 2) process.exit(status);

const { resource_changes: changes = [] }: PlanJson = JSON.parse(readTerraform(folder, ['show', '-json', planFile]));
const lost = changes
  .filter(({ change }) => change.before?.type === 'SecureString' && change.actions.includes('delete'))
  .map(({ change }) => basename(change.before?.name ?? ''));
const warning =
  lost.length === 0
    ? ''
    : `Warning: this plan deletes ${lost.join(', ')} with the value that was set, which no later deploy brings back. ` +
      'When a later commit declares it again, set it:\n' +
      `  npm run secrets -- --stage ${stage} ${lost.map((name) => `--only ${name}`).join(' ')}\n\n`;
process.stderr.write(warning);
writeFileSync(join(folder, 'plan.txt'), warning + readTerraform(folder, ['show', '-no-color', planFile]));
const commit = execFileSync('git', ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'], {
  encoding: 'utf8',
});
const plan: Plan = { stack, stage, commit: commit.trim(), hasChanges: status === 2 };
writeFileSync(join(folder, 'plan.json'), `${JSON.stringify(plan, null, 2)}\n`);
