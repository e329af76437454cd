import { addStage, settingsFileOf, writeStage } from './testing/settings-of-a-team';
import { type Workspace, createWorkspace } from './testing/workspace';

/** What `nx check` stops at, of all kinds of settings. */
const legalSpec = `
import { alertProblems } from './problems/alert-problems';
import { baseProblems } from './problems/base-problems';
import { botProblems } from './problems/bot-problems';
import { chatProblems } from './problems/chat-problems';
import { mailProblems } from './problems/mail-problems';
import { knownStages } from './known-stages';
import { type StageSettings } from './stage-settings';

it.each(['prod', 'rehearsal'] as const)('%s can be deployed', (stage) => {
  const settings: StageSettings = knownStages[stage];
  expect([
    ...baseProblems(settings, Object.keys(knownStages)),
    ...[alertProblems, botProblems, chatProblems, mailProblems].flatMap((problems) => problems(settings)),
  ]).toEqual([]);
});
`;

/** Specs that read the stages through a program or a file, which no import shows. */
const throughPrograms = ['bootstrap', 'workflows'].map((name) => `libs/tooling/src/${name}.spec.ts`);

const sound = expect.objectContaining({ status: 0 });

// It ends what hangs: a busy machine needs minutes.
jest.setTimeout(600_000);

describe('a team that has written its settings and added a stage', () => {
  let workspace: Workspace;

  beforeAll(() => {
    workspace = createWorkspace();
    writeStage(workspace, 'prod');
    addStage(workspace, 'rehearsal');
    workspace.write('infra/stages/src/legal.spec.ts', legalSpec);
  });

  afterAll(() => workspace.remove());

  it('has settings that are well-typed', () => {
    expect(workspace.typecheck('infra/stages')).toEqual(sound);
  });

  it('finds the specs of settings and stacks green, and those of commands that read stages', () => {
    const folders = [
      'infra/stages/',
      'infra/constructs/src/stack/',
      'infra/[^/]+/src/',
      'libs/operator/deployed-stage/src/reach/',
    ];

    expect(workspace.test('.', ...folders, ...throughPrograms)).toEqual(sound);
  });

  // A spec that does not exist yet may not expect the values of `prod` as shipped either.
  (isNightly ? it : it.skip)('finds every spec green that reaches settings by its imports', () => {
    // Scenarios need builds. The others import nothing of it: they have such imports in texts.
    const apart = ['/node_modules/', 'e2e', 'eslint-config', 'recipes'];

    expect(
      workspace.run(
        'jest/bin/jest.js',
        '-w',
        '1',
        '--testPathIgnorePatterns',
        ...apart,
        '--findRelatedTests',
        settingsFileOf('prod'),
      ),
    ).toEqual(sound);
  });
});
