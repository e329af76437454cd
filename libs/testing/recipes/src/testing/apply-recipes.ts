import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Workspace } from './workspace';

const daily = 'libs/domain/reports/src/catalogue/daily-usage.ts';
const commands = 'libs/domain/conversation/src/own-commands.ts';

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

export function addQuestion(workspace: Workspace): void {
  workspace.edit(daily, '    commandsAndSources,', `${readReadme().question}\n    commandsAndSources,`);
}

/** A number of a question that is there, and the column that it is in. */
export function addNumber(workspace: Workspace): void {
  const { number, column } = readReadme();
  workspace.edit(daily, "'stats count(user) as requests',", `'stats count(user) as requests', ${column}`);
  workspace.edit(daily, "        {\n          id: 'people',", `${number}\n        {\n          id: 'people',`);
}

/** A command with its texts in these languages. A team has other commands in the list. */
export function addCommand(workspace: Workspace, languages: readonly string[]): void {
  const texts = languages.map((language) => `${language}: { description: 'say that the bot is there' }`).join(', ');
  const entry = `const madebyspecs = ownCommand({ texts: { ${texts} }, reply: () => html\`pong\` });`;
  workspace.edit(commands, '/** By the names that people type', `${entry}\n\n/** By the names that people type`);
  workspace.edit(commands, 'ownCommands = {', 'ownCommands = { madebyspecs,');
}

export function addReport(workspace: Workspace): void {
  workspace.generate('report', { id: 'spec-made-mail', cron: 'cron(0 8 ? * MON *)', chat: true });
  workspace.edit('libs/domain/reports/src/catalogue/spec-made-mail.ts', "de: 'Spec made mail'", "de: 'Post am Montag'");
}

/** A field of usage that requests with an argument have. */
export function addField(workspace: Workspace): void {
  const folder = 'libs/domain/conversation/src';
  workspace.generate('field', { name: 'made_by_specs', type: 'number' });
  const source = 'source: request.source,';
  workspace.edit(`${folder}/usage-record-of.ts`, source, `${source} made_by_specs: request.command?.argument.length,`);
  // The first record of the spec, of "/help@PulsoDemoBot me".
  workspace.edit(`${folder}/usage-record-of.spec.ts`, "command: 'help',", "command: 'help', made_by_specs: 2,");
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
  const next = '      "@pulso/kit/schedule-expressions"';
  workspace.edit('tsconfig.base.json', next, `"@pulso/kit/made-by-specs": ["./${folder}/src/index.ts"],\n${next}`);
  const line = 'libs/kit/schedule-expressions        when';
  workspace.edit('docs/architecture.md', line, `${folder.padEnd(37)}what Romans wrote\n${line}`);
}
