import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Workspace, createWorkspace } from './testing/workspace';

const folder = 'libs/domain/conversation/src';
const sound = expect.objectContaining({ status: 0 });

// It ends what hangs: a busy machine needs minutes.
jest.setTimeout(1_200_000);

/** The code of docs/commands.md that is part of a file. */
function codeOf(file: string): string {
  const page = readFileSync(join(__dirname, '../../../../docs/commands.md'), 'utf8');
  const [, code] =
    new RegExp(`<!-- part of file: ${folder}/testing/${file} -->\\s+\`\`\`ts\\n([^]*?)\`\`\``).exec(page) ?? [];
  if (code === undefined) throw new Error(`docs/commands.md shows nothing of ${file}.`);
  return code;
}

/** As the page says: what the generator writes, with the page's code in place of its own. */
function addQuiz(workspace: Workspace): void {
  const { status, output } = workspace.generate('command', { name: 'quiz' });
  if (status !== 0) throw new Error(output);
  workspace.edit(`${folder}/own-commands.ts`, /const quiz = ownCommand\(\{[^]*?^\}\);\n/m, codeOf('quiz.ts'));
  const spec = codeOf('quiz.spec.ts');
  const imports = "import { ownCommands } from './own-commands';\nimport { Player } from './testing/player';\n\n";
  workspace.write(`${folder}/quiz.command.spec.ts`, `${imports}${spec}`);
}

describe('the quiz of docs/commands.md', () => {
  let workspace: Workspace;

  beforeAll(() => {
    workspace = createWorkspace();
    addQuiz(workspace);
  });

  afterAll(() => workspace.remove());

  it('is a command of the bot, with its spec', () => {
    expect(workspace.test('libs/domain/conversation')).toEqual(sound);
    expect(workspace.typecheck(`${folder}/own-commands.ts`, `${folder}/quiz.command.spec.ts`)).toEqual(sound);
  });

  (isNightly ? it : it.skip)('counts each answer once in the local cloud, whatever fails', () => {
    const scenario = readFileSync(join(__dirname, 'testing/quiz-under-faults.txt'), 'utf8');
    workspace.write('apps/local/cloud/src/scenarios/quiz.e2e.spec.ts', scenario);

    const { status, output } = workspace.run(
      'nx/dist/bin/nx.js',
      'e2e',
      'local-cloud',
      'quiz',
      '--output-style=static',
    );

    if (status !== 0) throw new Error(output.slice(-8_000));
  });
});
