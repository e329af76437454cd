import {
  addCommand,
  addField,
  addLibrary,
  addMessageField,
  addNumber,
  addQuestion,
  addQuiz,
  addReport,
  addService,
  addStage,
} from './testing/apply-recipes';
import { createWorkspace } from './testing/workspace';

// It ends what hangs: a busy machine needs an hour.
jest.setTimeout(5_400_000);

/** Recipes of CONTRIBUTING that ask for no judgement, each as it is worded there. Those that do not meet share a branch. */
it.each([
  {
    name: 'a question, a number, a command, a report, fields, a stage and a library',
    recipes: [addQuestion, addNumber, addCommand, addReport, addField, addMessageField, addStage, addLibrary],
  },
  { name: 'the quiz of docs/commands.md', recipes: [addQuiz] },
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
