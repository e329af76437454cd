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

interface Branch {
  readonly name: string;
  /** Recipes of CONTRIBUTING that ask for no judgement, each as it is worded there. */
  readonly recipes: readonly ((workspace: Workspace) => void)[];
  /** Whether one of them says that the transcripts are to be written anew. */
  readonly changesTranscripts: boolean;
}

/** A run of all checks takes minutes, so recipes that do not meet share a branch. */
const branches: readonly Branch[] = [
  {
    name: 'a question, a number, a command, a report, fields, a stage and a library',
    recipes: [
      addQuestion,
      addNumber,
      (workspace) => addCommand(workspace, ['en', 'es', 'pt', 'de', 'ru']),
      addReport,
      addField,
      addMessageField,
      (workspace) => addStage(workspace, 'rehearsal'),
      addLibrary,
    ],
    changesTranscripts: true,
  },
  { name: 'a service', recipes: [addService], changesTranscripts: false },
];

/** What the generator does, and the picture that it says to draw anew. */
function addService(workspace: Workspace): void {
  const { status, output } = workspace.generate('service', {
    name: 'spec-made-sender',
    consumes: 'spec-made-requests',
  });
  if (status !== 0) throw new Error(output);
  workspace.updateDocs('libs/tooling', 'runbook');
}

// A local cloud's days take minutes, and a busy machine twice as long.
jest.setTimeout(5_400_000);

(isNightly ? describe : describe.skip)('a branch with nothing but the recipes of', () => {
  it.each(branches)('$name is green', ({ recipes, changesTranscripts }) => {
    const workspace = createWorkspace();
    try {
      for (const apply of recipes) apply(workspace);
      workspace.format();
      if (changesTranscripts) workspace.updateTranscripts();

      expect(workspace.checkAffected()).toEqual([]);
    } finally {
      workspace.remove();
    }
  });
});
