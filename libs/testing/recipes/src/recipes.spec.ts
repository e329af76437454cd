import { addCommand, addNumber, addQuestion } from './testing/apply-recipes';
import { type Outcome, type Workspace, createWorkspace } from './testing/workspace';

const daily = 'libs/domain/reports/src/catalogue/daily-usage.ts';
const failures = 'libs/domain/reports/src/catalogue/failures.ts';
const sound = expect.objectContaining({ status: 0 });

// It ends what hangs: a busy machine needs minutes.
jest.setTimeout(600_000);

const title = "title: { en: 'Presses', es: 'Pulsaciones', pt: 'Toques', de: 'Tastendrücke', ru: 'Нажатия' }";

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
  it('of a question leads to one that is answered', () => {
    addQuestion(workspace);

    expect(workspace.test('libs/testing/catalogue-checks')).toEqual(sound);
    expect(workspace.test('libs/domain/fan-out')).toEqual(sound);
  });

  it('of a number leads to one that is answered', () => {
    addNumber(workspace);

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
    expect(workspace.generate('report', { id: 'spec-made-mail', cron: 'cron(0 8 ? * MON *)', chat: true })).toEqual(
      sound,
    );
    const { status, output } = workspace.test('libs/testing/catalogue-checks');
    workspace.edit(
      'libs/domain/reports/src/catalogue/spec-made-mail.ts',
      "de: 'Spec made mail'",
      "de: 'Post am Montag'",
    );

    expect(status).not.toBe(0);
    expect(output).toMatch(/Titles of spec-made-mail:\s+Spec made mail: is the same in all languages: translate it/);
    for (const folder of ['libs/testing/catalogue-checks', 'libs/domain/conversation', 'infra/aggregator']) {
      expect(workspace.test(folder, 'catalogue', 'report', 'aggregator-stack')).toEqual(sound);
    }
  });

  it('of a report stops at a schedule that never fires, and names the file', () => {
    expect(workspace.generate('report', { id: 'spec-made-mail', cron: 'cron(0 8 31 2 ? *)' })).toEqual(sound);

    const { status, output } = workspace.test('libs/testing/catalogue-checks');

    expect(status).not.toBe(0);
    expect(output).toMatch(/catalogue\/spec-made-mail\.ts: the report is not usable: .*schedule/);
  });

  it('of a field stops until a record fills it, and says where', () => {
    expect(workspace.generate('field', { name: 'made_by_specs', type: 'number' })).toEqual(sound);

    const { status, output } = workspace.test('libs/domain/conversation', 'usage-record-of');

    expect(workspace.test('libs/contracts/usage-metrics')).toEqual(sound);
    expect(status).not.toBe(0);
    expect(output).toMatch(/No record has made_by_specs.*usage-record-of\.ts/);
  });

  it('of a command leads to one in every language', () => {
    addCommand(workspace, ['en', 'es', 'pt', 'de', 'ru']);

    expect(workspace.test('libs/domain/conversation', 'own-command')).toEqual(sound);
  });

  it('of a command stops at a language without a text, and names it', () => {
    addCommand(workspace, ['en', 'es', 'pt', 'de']);

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
