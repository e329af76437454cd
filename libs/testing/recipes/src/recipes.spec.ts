import { type Outcome, type Workspace, createWorkspace } from './testing/workspace';

const catalogue = 'libs/domain/reports/src/catalogue';
const commands = 'libs/domain/conversation/src/own-commands.ts';
const sound = expect.objectContaining({ status: 0 });

// It ends what hangs: a busy machine needs minutes.
jest.setTimeout(600_000);

const question = (query: string): string => `{
  id: 'button-presses',
  title: { en: 'Presses', es: 'Pulsaciones', pt: 'Toques', de: 'Tastendrücke', ru: 'Нажатия' },
  query: '${query}',
},
    commandsAndSources,`;

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

  const generate = (...args: string[]): Outcome => workspace.run('nx/dist/bin/nx.js', 'g', ...args);
  const askedWith = (query: string): Outcome => {
    workspace.edit(`${catalogue}/daily-usage.ts`, '    commandsAndSources,', question(query));
    return workspace.test('libs/testing/catalogue-checks');
  };
  const commandIn = (...languages: string[]): Outcome => {
    workspace.edit(commands, '/** By the names that people type', command(languages));
    workspace.edit(commands, '{ roll }', '{ roll, ping }');
    return workspace.typecheck('libs/domain/conversation/src');
  };

  it('of a question leads to one that is answered', () => {
    expect(askedWith('filter update_type = "callback_query" | stats count(*) as calls')).toEqual(sound);
  });

  it('of a question stops at a field that does not exist, and names it', () => {
    const { status, output } = askedWith('filter updat_type = "callback_query" | stats count(*) as calls');

    expect(status).not.toBe(0);
    expect(output).toMatch(/daily-usage\/button-presses asks for what records have/);
    expect(output).toMatch(/updat_type/);
  });

  it('of a report leads to one of the catalogue', () => {
    expect(generate('@pulso/tooling:report', 'monday-mail', '--cron', 'cron(0 8 ? * MON *)', '--chat')).toEqual(sound);

    expect(workspace.test('libs/testing/catalogue-checks')).toEqual(sound);
  });

  it('of a report stops at a schedule that never fires, and names the file', () => {
    expect(generate('@pulso/tooling:report', 'monday-mail', '--cron', 'cron(0 8 31 2 ? *)')).toEqual(sound);

    const { status, output } = workspace.test('libs/testing/catalogue-checks');

    expect(status).not.toBe(0);
    expect(output).toMatch(/catalogue\/monday-mail\.ts: the report is not usable: .*schedule/);
  });

  it('of a field stops until a record fills it, and says where', () => {
    expect(generate('@pulso/tooling:field', 'reply_length', '--type', 'number')).toEqual(sound);

    const { status, output } = workspace.test('libs/domain/conversation', 'usage-record-of');

    expect(workspace.test('libs/contracts/usage-metrics')).toEqual(sound);
    expect(status).not.toBe(0);
    expect(output).toMatch(/No record has reply_length.*usage-record-of\.ts/);
  });

  it('of a command leads to one in every language', () => {
    expect(commandIn('en', 'es', 'pt', 'de', 'ru')).toEqual(sound);
    expect(workspace.test('libs/domain/conversation', 'own-command')).toEqual(sound);
  });

  it('of a command stops at a language without a text, and names it', () => {
    const { status, output } = commandIn('en', 'es', 'pt', 'de');

    expect(status).not.toBe(0);
    expect(output).toMatch(/own-commands\.ts.*Property 'ru' is missing/);
  });

  it('of a destination stops at what is no chat id, and says what one is', () => {
    workspace.edit('infra/stages/chats/src/prod.ts', "'-1000000000000'", "'our-channel'");

    const { status, output } = workspace.test('infra/stages/chats');

    expect([status, output]).toEqual([1, expect.stringMatching(/prod\.ts: .*chatId is "our-channel": write the id/)]);
  });
});
