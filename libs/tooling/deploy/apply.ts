/** The target `deploy` of a stack: `node libs/tooling/deploy/apply.ts infra/bot prod` applies its plan and no other. */
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';

import { planFile, planFolder, readPlan } from './plan-folder.ts';
import { fail, runTerraform } from './run-terraform.ts';

const [project = '', stage = ''] = process.argv.slice(2);
const stack = basename(project);
const folder = planFolder(stage, stack);

if (stage === '') fail(`For which stage? npx nx run infra-${stack}:deploy --configuration=prod`);
const plan = readPlan(stage, stack);
if (plan === undefined)
  fail(`There is no plan of ${stack} for ${stage}: npx nx run infra-${stack}:plan --configuration=${stage}`);
if (plan.hasChanges) {
  const status = await runTerraform(folder, ['apply', '-input=false', planFile]);
  if (status !== 0) process.exit(status);
  // A plan is applied once; the folder stays for `terraform -chdir`.
  for (const file of [planFile, 'plan.json']) rmSync(join(folder, file));
} else {
  process.stdout.write(`The plan of ${stack} for ${stage} changes nothing, so nothing is applied.\n`);
}
