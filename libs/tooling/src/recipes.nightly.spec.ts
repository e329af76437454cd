import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../../..');

const daily = 'libs/domain/reports/src/catalogue/daily-usage.ts';
const conversation = 'libs/domain/conversation/src';
const commands = `${conversation}/own-commands.ts`;

/**
 * The three pieces of code behind the mark of README, under names of their own: a team may have followed it to the letter.
 */
function readReadme(): { readonly question: string; readonly number: string; readonly column: string } {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, code = ''] = /<!-- recipe: question, number, column -->\s+```ts\n([^]*?)```/.exec(readme) ?? [];
  const [, question, number, column] = /^(\{\n[^]*?\n\},)\n(\{[^]*\},)\n(\w+: '.*',)\n$/.exec(code) ?? [];
  if (!question || !number || !column) throw new Error('README shows no question with a number and its column.');
  return {
    question: question.replace('asked-for-help', 'made-by-specs'),
    number: number.replace('by-link', 'made-by-specs').replace('by_link', 'made_by_specs'),
    column: column.replace('by_link', 'made_by_specs'),
  };
}

/** Before all others: an entry may stand anywhere. */
function addQuestion(workspace: Workspace): void {
  workspace.edit(daily, '  queries: [\n', `  queries: [\n${readReadme().question}\n`);
}

/** A number of an existing question, and its column. */
function addNumber(workspace: Workspace): void {
  const { number, column } = readReadme();
  workspace.edit(daily, "requests: 'count(user)',", `requests: 'count(user)', ${column}`);
  workspace.edit(daily, "        {\n          id: 'people',", `${number}\n        {\n          id: 'people',`);
}

const addCommand = (workspace: Workspace): void => workspace.generate('command', 'madebyspecs');

/** What docs/commands.md leads to, in place of what the generator has written. */
function addExamples(workspace: Workspace): void {
  const shownOf = (file: string, shown: RegExp): string =>
    shown.exec(workspace.read(`${conversation}/testing/${file}`))?.[0] ?? '';
  const imported = "import { html } from '@pulso/kit/telegram';\n";
  workspace.edit(commands, imported, `${imported}import * as z from 'zod';\n`);
  workspace.generate('command', 'weather');
  const weather = /^const weather = ownCommand\(\{[^]*?^\}\);\n/m;
  workspace.edit(commands, weather, shownOf('weather.spec.ts', weather));
  workspace.edit(`${conversation}/weather.command.spec.ts`, 'pong', 'the weather: /weather Lima');
  workspace.generate('command', 'quiz');
  const quiz = shownOf('quiz.ts', /^const questions [^]*?^\}\);\n/m);
  workspace.edit(commands, /const quiz = ownCommand\(\{[^]*?^\}\);\n/m, quiz);
  const imports = "import { ownCommands } from './own-commands';\nimport { Player } from './testing/player';\n\n";
  workspace.write(
    `${conversation}/quiz.command.spec.ts`,
    `${imports}${shownOf('quiz.spec.ts', /^it\([^]*?^\}\);\n/m)}`,
  );
}

function addReport(workspace: Workspace): void {
  workspace.generate('report', 'spec-made-mail', '--cron', 'cron(0 8 ? * MON *)', '--chat');
  workspace.edit('libs/domain/reports/src/catalogue/spec-made-mail.ts', "de: 'Spec made mail'", "de: 'Post am Montag'");
}

const addService = (workspace: Workspace): void =>
  workspace.generate('service', 'spec-made-sender', '--consumes', 'spec-made-requests');

/** A stage like prod. */
function addStage(workspace: Workspace): void {
  const prod = workspace.read('infra/stages/src/prod.ts');
  workspace.write('infra/stages/src/rehearsal.ts', prod.replaceAll(/\bprod\b/g, 'rehearsal'));
  const path = 'infra/stages/src/known-stages.ts';
  const imported = "import { local } from './local';\n";
  workspace.edit(path, imported, `${imported}import { rehearsal } from './rehearsal';\n`);
  workspace.edit(path, /\{\s*local,/, '{ local, rehearsal,');
  workspace.edit('.github/workflows/deploy.yml', 'options: [prod', 'options: [rehearsal, prod');
}

/** A field of usage that requests with an argument have. */
function addField(workspace: Workspace): void {
  workspace.generate('field', 'made_by_specs', '--type', 'integer');
  const next = "source: request.updateType === 'message'";
  const length = "request.updateType === 'message' ? request.command?.argument.length : undefined";
  workspace.edit(`${conversation}/usage-record-of.ts`, next, `made_by_specs: ${length},\n${next}`);
  // The first record of the spec, of "/help@PulsoDemoBot me".
  workspace.edit(`${conversation}/usage-record-of.spec.ts`, "command: 'help',", "command: 'help', made_by_specs: 2,");
}

/** An optional field of a message. */
function addMessageField(workspace: Workspace): void {
  const folder = 'libs/contracts/query-jobs/src';
  const last = '  backfill: z.optional(backfillSchema),\n';
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

function addLibrary(workspace: Workspace): void {
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

// For tests that hang: a busy machine needs an hour.
jest.setTimeout(5_400_000);

/** Recipes of CONTRIBUTING without judgement, each in its words there. Independent ones share a branch. */
it.each([
  {
    name: 'a question, a number, a command, a report, fields, a stage and a library',
    recipes: [addQuestion, addNumber, addCommand, addReport, addField, addMessageField, addStage, addLibrary],
  },
  { name: 'the quiz and the weather of docs/commands.md', recipes: [addExamples] },
  { name: 'a service', recipes: [addService] },
])('a branch with nothing but the recipe of $name is green', ({ recipes }) => {
  const workspace = createWorkspace();
  try {
    for (const apply of recipes) apply(workspace);

    expect(workspace.check()).toEqual([expect.stringMatching(/^\d+ passed, 0 failed/)]);
  } finally {
    workspace.remove();
  }
});

/** A copy of the repository, in which a developer follows recipes. */
interface Workspace {
  /** Runs a generator, as `npx nx g @pulso/tooling:NAME` does. @throws {Error} With what it said. */
  generate(name: string, ...args: string[]): void;
  /** Replaces a text, or what a pattern fits, that stands in a file once. */
  edit(path: string, text: string | RegExp, by: string): void;
  write(path: string, text: string): void;
  read(path: string): string;
  /**
   * Formats, commits, and does what CONTRIBUTING asks for before a change is handed in.
   *
   * @returns The lines of `npm test -- --since HEAD~1` that say what has failed, and the last one.
   */
  check(): readonly string[];
  remove(): void;
}

/** A developer's environment: Nx and jest must not learn that they run within others. */
const environment = {
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  FORCE_COLOR: '0',
};

/** Copies the repository as it lies here, committed or not, into a repository of its own with one commit. */
function createWorkspace(): Workspace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pulso-recipes-')));
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard', '--deduplicate'], { cwd: root });
  for (const path of `${listed}`.split('\0').filter(Boolean)) cpSync(join(root, path), join(folder, path));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder });
  const commit = (message: string): void => {
    git('add', '--all');
    git('commit', '--quiet', '--no-gpg-sign', '--message', message);
  };
  git('init', '--quiet', '--initial-branch=main');
  // The link is no folder, which the pattern of .gitignore asks for.
  writeFileSync(join(folder, '.git/info/exclude'), 'node_modules\n');
  commit('base');
  const run = (program: string, ...args: string[]) =>
    spawnSync(process.execPath, [join(folder, program), ...args], {
      ...{ cwd: folder, encoding: 'utf8', env: environment, maxBuffer: 256 << 20 },
    });
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  return {
    generate: (name, ...args) => {
      const { status, stdout, stderr } = run('node_modules/nx/dist/bin/nx.js', 'g', `@pulso/tooling:${name}`, ...args);
      if (status !== 0) throw new Error(`${stdout}${stderr}`);
    },
    edit: (path, text, by) => {
      const parts = read(path).split(text);
      if (parts.length !== 2) throw new Error(`${path} has "${String(text)}" ${parts.length - 1} times, not once.`);
      writeFileSync(join(folder, path), parts.join(by));
    },
    write: (path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    read,
    check: () => {
      run('node_modules/oxfmt/bin/oxfmt');
      commit('The recipes');
      const lines = run('libs/tooling/run-tests.ts', '--since', 'HEAD~1').stdout.trim().split('\n');
      return [...lines.filter((line) => line.startsWith('FAILED ')), lines.at(-1) ?? ''];
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
