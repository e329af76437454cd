/**
 * Checks synthesized Terraform JSON without a terraform binary, an account or a network.
 *
 * Usage: node main.ts dist/tf/<project>... Prints every problem once and exits 1 if there was one, or no stack at all.
 *
 * It proves that every `${...}` parses, that what it refers to exists and has that attribute, that nothing depends on
 * itself, that a plan shows every policy in full, that no secret stands in the text, that nothing is left out about which AWS, the provider and the local cloud
 * differ, and that the stage's settings hold no placeholder. Argument names and types are tsc's business, through the
 * bindings. What only the provider knows (allowed values, conflicts) is left to `terraform validate` and `plan`.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { checkStack } from './check-stack.ts';

/** The files of all stacks that a project has synthesized. */
function stackFilesIn(folder: string): string[] {
  const stacks = join(folder, 'stacks');
  if (!existsSync(stacks)) return [];
  return readdirSync(stacks)
    .map((name) => join(stacks, name, 'cdk.tf.json'))
    .filter((file) => existsSync(file));
}

/** What the stack's program has found in the settings of its stage: see `synthesize` of the constructs. */
function stageProblemsIn(folder: string): string[] {
  const file = join(folder, 'stage-problems.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

async function problemsIn(folder: string): Promise<string[]> {
  const files = stackFilesIn(folder);
  if (files.length === 0) return [`${folder} holds no synthesized stack`];
  const problems = stageProblemsIn(folder);
  for (const file of files) {
    const found = await checkStack(readFileSync(file, 'utf8'));
    problems.push(...found.map((problem) => `${file}: ${problem}`));
  }
  return problems;
}

async function main(folders: readonly string[]): Promise<string[]> {
  if (folders.length === 0) return ['Usage: node main.ts <folder of synthesized stacks>...'];
  const problems = (await Promise.all(folders.map(problemsIn))).flat();
  const count = folders.flatMap(stackFilesIn).length;
  if (problems.length === 0) process.stdout.write(`${count} ${count === 1 ? 'stack' : 'stacks'} checked: sound\n`);
  // What concerns the whole stage is found once per stack.
  return [...new Set(problems)];
}

main(process.argv.slice(2)).then((problems) => {
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exit(problems.length > 0 ? 1 : 0);
});
