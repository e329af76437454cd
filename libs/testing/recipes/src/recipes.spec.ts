import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Outcome, type Workspace, createWorkspace } from './testing/workspace';

const daily = 'libs/domain/reports/src/catalogue/daily-usage.ts';
const failures = 'libs/domain/reports/src/catalogue/failures.ts';
const commands = 'libs/domain/conversation/src/own-commands.ts';
const sound = expect.objectContaining({ status: 0 });

// It ends what hangs: a busy machine needs minutes.
jest.setTimeout(600_000);

const title = "title: { en: 'Presses', es: 'Pulsaciones', pt: 'Toques', de: 'Tastendrücke', ru: 'Нажатия' }";

/** The three pieces of code behind the mark of README. */
function workspaceReadme(): { readonly question: string; readonly number: string; readonly column: string } {
  const readme = readFileSync(join(__dirname, '../../../../README.md'), 'utf8');
  const [, code = ''] = /<!-- recipe: question, number, column -->\s+```ts\n([^]*?)```/.exec(readme) ?? [];
  const [, question, number, column] = /^(\{\n[^]*?\n\},)\n(\{[^]*\},)\n('.*',)\n$/.exec(code) ?? [];
  if (!question || !number || !column) throw new Error('README shows no question with a number and its column.');
  return { question, number, column };
}

const command = (languages: readonly string[]): string => `const ping = ownCommand({
  texts: { ${languages.map((language) => `${language}: { description: 'say that the bot is there' }`).join(', ')} },
  reply: () => html\`pong\`,
});

/** By the names that people type`;

describe('the recipe', () => {
  let workspace: Workspace;

  beforeAll(() => {
    workspace = createWorkspace();
  });

  afterEach(() => workspace.reset());

  afterAll(() => workspace.remove());

  /** Has a query count more: one with room for it, since those who follow the recipe fill that of the daily report. */
  const askedWith = (field: string): Outcome => {
    const sum = `sum(${field} = "callback_query") as presses`;
    workspace.edit(failures, 'count(*) as requests', `count(*) as requests, ${sum}`);
    workspace.edit(failures, "{ id: 'requests',", `{ id: 'presses', field: 'presses', ${title} }, { id: 'requests',`);
    return workspace.test('libs/testing/catalogue-checks');
  };
  /** What README shows: a question, a number of one that is there, and the column that the number is in. */
  const readme = workspaceReadme();
  const addCommandIn = (...languages: string[]): void => {
    workspace.edit(commands, '/** By the names that people type', command(languages));
    // A team has other commands in the list.
    workspace.edit(commands, 'ownCommands = {', 'ownCommands = { ping,');
  };

  it('of a question leads to one that is answered', () => {
    workspace.edit(daily, '    commandsAndSources,', `${readme.question}\n    commandsAndSources,`);

    expect(workspace.test('libs/testing/catalogue-checks')).toEqual(sound);
    expect(workspace.test('libs/domain/fan-out')).toEqual(sound);
  });

  it('of a number leads to one that is answered', () => {
    workspace.edit(daily, "'stats count(user) as requests',", `'stats count(user) as requests', ${readme.column}`);
    workspace.edit(daily, "        {\n          id: 'people',", `${readme.number}\n        {\n          id: 'people',`);

    expect(workspace.test('libs/testing/catalogue-checks')).toEqual(sound);
    expect(workspace.test('libs/domain/fan-out')).toEqual(sound);
  });

  it('of a question stops at a field that does not exist, and names it', () => {
    const { status, output } = askedWith('updat_type');

    expect(status).not.toBe(0);
    expect(output).toMatch(/failures\/outcomes asks for what records have/);
    expect(output).toMatch(/updat_type/);
  });

  it('of a question stops at a scan too many, and says what to do', () => {
    const question = (id: number): string => `{ id: 'q-${id}', ${title}, query: 'stats count(*) as calls' }, `;
    const tooMany = Array.from({ length: 10 }, (_, id) => question(id)).join('');
    workspace.edit(daily, '    commandsAndSources,', `${tooMany}commandsAndSources,`);

    const { status, output } = workspace.test('libs/testing/catalogue-checks', 'catalogue.spec');

    expect(status).not.toBe(0);
    expect(output).toMatch(/daily-usage has \d+ queries.* 10 at most\. Let one that is there count more/);
  });

  it('of a question stops at a number that days can not be added up of, and says what to write', () => {
    workspace.edit(failures, 'count(*) as requests', 'count(*) as requests, count_distinct(user) as people');
    workspace.edit(failures, "{ id: 'requests',", `{ id: 'people', field: 'people', ${title} }, { id: 'requests',`);

    const { status, output } = workspace.test('libs/testing/catalogue-checks', 'numbers.spec');

    expect(status).not.toBe(0);
    expect(output).toMatch(/failures\/outcomes\/people is .* write additive: false/);
  });

  it('of a report leads to one of the catalogue', () => {
    expect(workspace.generate('report', { id: 'monday-mail', cron: 'cron(0 8 ? * MON *)', chat: true })).toEqual(sound);
    const { status, output } = workspace.test('libs/testing/catalogue-checks');
    workspace.edit('libs/domain/reports/src/catalogue/monday-mail.ts', "de: 'Monday mail'", "de: 'Post am Montag'");

    expect(status).not.toBe(0);
    expect(output).toMatch(/Titles of monday-mail:\s+Monday mail: is the same in all languages: translate it/);
    for (const folder of ['libs/testing/catalogue-checks', 'libs/domain/conversation', 'infra/aggregator']) {
      expect(workspace.test(folder, 'catalogue', 'report', 'aggregator-stack')).toEqual(sound);
    }
  });

  it('of a report stops at a schedule that never fires, and names the file', () => {
    expect(workspace.generate('report', { id: 'monday-mail', cron: 'cron(0 8 31 2 ? *)' })).toEqual(sound);

    const { status, output } = workspace.test('libs/testing/catalogue-checks');

    expect(status).not.toBe(0);
    expect(output).toMatch(/catalogue\/monday-mail\.ts: the report is not usable: .*schedule/);
  });

  it('of a field stops until a record fills it, and says where', () => {
    expect(workspace.generate('field', { name: 'reply_length', type: 'number' })).toEqual(sound);

    const { status, output } = workspace.test('libs/domain/conversation', 'usage-record-of');

    expect(workspace.test('libs/contracts/usage-metrics')).toEqual(sound);
    expect(status).not.toBe(0);
    expect(output).toMatch(/No record has reply_length.*usage-record-of\.ts/);
  });

  it('of a command leads to one in every language', () => {
    addCommandIn('en', 'es', 'pt', 'de', 'ru');

    expect(workspace.test('libs/domain/conversation', 'own-command')).toEqual(sound);
  });

  it('of a command stops at a language without a text, and names it', () => {
    addCommandIn('en', 'es', 'pt', 'de');

    const { status, output } = workspace.typecheck('libs/domain/conversation/src/own-commands.ts');

    expect(status).not.toBe(0);
    expect(output).toMatch(/own-commands\.ts.*Property 'ru' is missing/);
  });

  it('of a destination stops at what is no chat id, and says what one is', () => {
    // Anew: what stands there is its team's, who may have other chats or none.
    const owners = "[{ type: 'telegram', chatId: 'our-channel', showsProgress: false }]";
    workspace.edit(
      'infra/stages/src/prod.ts',
      /destinations: [^]*/,
      `destinations: { owners: ${owners} }, alerts: { emails: [] } };`,
    );

    const { status, output } = workspace.test('infra/stages');

    expect(status).not.toBe(0);
    expect(output).toMatch(/prod\.ts: .*chatId is "our-channel": write the id of your chat/);
  });
});
