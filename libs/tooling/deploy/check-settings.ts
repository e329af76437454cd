/** The target `check`: fails with the settings of a stage that must be changed before a stack can be deployed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = ''] = process.argv.slice(2);
const problems: readonly string[] = JSON.parse(readFileSync(join(folder, 'stage-problems.json'), 'utf8'));
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
