import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Workspace } from './workspace';

const daily = 'libs/domain/reports/src/catalogue/daily-usage.ts';
const conversation = 'libs/domain/conversation/src';
const commands = `${conversation}/own-commands.ts`;

/**
 * The three pieces of code behind the mark of README, under names of their own: a team may have followed it to the letter.
 */
function readReadme(): { readonly question: string; readonly number: string; readonly column: string } {
  const readme = readFileSync(join(__dirname, '../../../../../README.md'), 'utf8');
  const [, code = ''] = /<!-- recipe: question, number, column -->\s+```ts\n([^]*?)```/.exec(readme) ?? [];
  const [, question, number, column] = /^(\{\n[^]*?\n\},)\n(\{[^]*\},)\n('.*',)\n$/.exec(code) ?? [];
  if (!question || !number || !column) throw new Error('README shows no question with a number and its column.');
  return {
    question: question.replace('asked-for-help', 'made-by-specs'),
    number: number.replace('by-link', 'made-by-specs').replace('by_link', 'made_by_specs'),
    column: column.replace('by_link', 'made_by_specs'),
  };
}

/** The first of all: an entry may stand anywhere. */
export function addQuestion(workspace: Workspace): void {
  workspace.edit(daily, '  queries: [\n', `  queries: [\n${readReadme().question}\n`);
}

/** A number of a question that is there, and the column that it is in. */
export function addNumber(workspace: Workspace): void {
  const { number, column } = readReadme();
  workspace.edit(daily, "'stats count(user) as requests',", `'stats count(user) as requests', ${column}`);
  workspace.edit(daily, "        {\n          id: 'people',", `${number}\n        {\n          id: 'people',`);
}

export const addCommand = (workspace: Workspace): void => workspace.generate('command', 'madebyspecs');

/** What docs/commands.md shows in place of what the generator has written. */
export function addQuiz(workspace: Workspace): void {
  const page = workspace.read('docs/commands.md');
  const shownOf = (file: string): string =>
    new RegExp(`<!-- part of file: \\S+/${file} -->\\s+\`\`\`ts\\n([^]*?)\`\`\``).exec(page)?.[1] ?? '';
  workspace.generate('command', 'quiz');
  workspace.edit(commands, /const quiz = ownCommand\(\{[^]*?^\}\);\n/m, shownOf('quiz.ts'));
  const imports = "import { ownCommands } from './own-commands';\nimport { Player } from './testing/player';\n\n";
  workspace.write(`${conversation}/quiz.command.spec.ts`, `${imports}${shownOf('quiz.spec.ts')}`);
}

export function addReport(workspace: Workspace): void {
  workspace.generate('report', 'spec-made-mail', '--cron', 'cron(0 8 ? * MON *)', '--chat');
  workspace.edit('libs/domain/reports/src/catalogue/spec-made-mail.ts', "de: 'Spec made mail'", "de: 'Post am Montag'");
}

export const addService = (workspace: Workspace): void =>
  workspace.generate('service', 'spec-made-sender', '--consumes', 'spec-made-requests');

/** A stage like prod. */
export function addStage(workspace: Workspace): void {
  const prod = workspace.read('infra/stages/src/prod.ts');
  workspace.write('infra/stages/src/rehearsal.ts', prod.replaceAll(/\bprod\b/g, 'rehearsal'));
  const path = 'infra/stages/src/known-stages.ts';
  const imported = "import { local } from './local';\n";
  workspace.edit(path, imported, `${imported}import { rehearsal } from './rehearsal';\n`);
  workspace.edit(path, /\{\s*local,/, '{ local, rehearsal,');
  workspace.edit('.github/workflows/deploy.yml', 'options: [prod', 'options: [rehearsal, prod');
}

/** A field of usage that requests with an argument have. */
export function addField(workspace: Workspace): void {
  workspace.generate('field', 'made_by_specs', '--type', 'integer');
  const next = "source: request.updateType === 'message'";
  const length = "request.updateType === 'message' ? request.command?.argument.length : undefined";
  workspace.edit(`${conversation}/usage-record-of.ts`, next, `made_by_specs: ${length},\n${next}`);
  // The first record of the spec, of "/help@PulsoDemoBot me".
  workspace.edit(`${conversation}/usage-record-of.spec.ts`, "command: 'help',", "command: 'help', made_by_specs: 2,");
}

/** An optional field of a message. */
export function addMessageField(workspace: Workspace): void {
  const folder = 'libs/contracts/query-jobs/src';
  const last = '  recount: z.optional(recountSchema),\n';
  workspace.edit(`${folder}/query-job.ts`, last, `${last}  /** Who asks. */\n  madeBySpecs: z.optional(nonEmpty),\n`);
  const fixture: object = JSON.parse(workspace.read(`${folder}/fixtures/v1/fresh.json`));
  workspace.write(
    `${folder}/fixtures/v1/made-by-specs.json`,
    JSON.stringify({ ...fixture, madeBySpecs: 'an auditor' }),
  );
  const spec = 'libs/testing/contract-specs/src/contracts.spec.ts';
  workspace.edit(spec, "'insightsQueryId|", "'insightsQueryId|^madeBySpecs$|");
  const releases = '\n## Since 0.2.0\n\n';
  workspace.edit('libs/contracts/CHANGELOG.md', releases, `${releases}- \`query-jobs\`: optional \`madeBySpecs\`.\n`);
}

export function addLibrary(workspace: Workspace): void {
  const folder = 'libs/kit/made-by-specs';
  workspace.write(`${folder}/project.json`, '{ "name": "made-by-specs" }');
  workspace.write(`${folder}/src/index.ts`, "export { toRoman } from './to-roman';\n");
  const doc = "/** @example toRoman(3); // 'III' */";
  workspace.write(
    `${folder}/src/to-roman.ts`,
    `${doc}\nexport const toRoman = (value: number): string => 'I'.repeat(value);\n`,
  );
  const spec = "it('writes small numbers', () => {\n  expect(toRoman(3)).toBe('III');\n});\n";
  workspace.write(`${folder}/src/to-roman.spec.ts`, `import { toRoman } from './to-roman';\n\n${spec}`);
  const aliases = '"paths": {';
  workspace.edit('tsconfig.base.json', aliases, `${aliases} "@pulso/kit/made-by-specs": ["./${folder}/src/index.ts"],`);
}
