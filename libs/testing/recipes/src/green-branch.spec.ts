import {
  addCommand,
  addField,
  addLibrary,
  addMessageField,
  addNumber,
  addQuestion,
  addReport,
} from './testing/apply-recipes';
import { addStage } from './testing/settings-of-a-team';
import { type Workspace, createWorkspace } from './testing/workspace';

interface Recipe {
  readonly name: string;
  apply(workspace: Workspace): void;
  /** Whether it says that the transcripts are to be written anew. */
  readonly changesTranscripts?: boolean;
}

/** The recipes of CONTRIBUTING that ask for no judgement, each as it is worded there. */
const recipes: readonly Recipe[] = [
  {
    name: 'a question and a number',
    apply: (workspace) => {
      addQuestion(workspace);
      addNumber(workspace);
    },
    changesTranscripts: true,
  },
  {
    name: 'a command',
    apply: (workspace) => addCommand(workspace, ['en', 'es', 'pt', 'de', 'ru']),
    changesTranscripts: true,
  },
  { name: 'a report', apply: addReport, changesTranscripts: true },
  { name: 'a field of usage', apply: addField },
  { name: 'a message field', apply: addMessageField },
  { name: 'a stage', apply: (workspace) => addStage(workspace, 'rehearsal') },
  { name: 'a library', apply: addLibrary },
  { name: 'a service', apply: addService },
];

/** What the generator does, and the two files that it says to write anew. */
function addService(workspace: Workspace): void {
  const { status, output } = workspace.generate('service', {
    name: 'spec-made-sender',
    consumes: 'spec-made-requests',
  });
  if (status !== 0) throw new Error(output);
  workspace.updateDocs('libs/tooling', 'runbook');
  const costs = workspace.run('../libs/tooling/bootstrap.js', 'cost');
  if (costs.status !== 0) throw new Error(costs.output);
  replaceExample(workspace, costs.output);
}

/** The example of costs stands in a file, and in a document. */
function replaceExample(workspace: Workspace, text: string): void {
  const example = 'apps/operator/cost/src/testing/example.txt';
  const shown = workspace.read(example);
  workspace.write(example, text);
  workspace.edit('docs/deploy.md', shown, text);
}

// A local cloud's days take minutes, and a busy machine twice as long.
jest.setTimeout(5_400_000);

(isNightly ? describe : describe.skip)('a branch with nothing but the recipe of', () => {
  it.each(recipes)('$name is green', ({ apply, changesTranscripts }) => {
    const workspace = createWorkspace();
    try {
      apply(workspace);
      workspace.format();
      if (changesTranscripts) workspace.updateTranscripts();

      expect(workspace.checkAffected()).toEqual([]);
    } finally {
      workspace.remove();
    }
  });
});
