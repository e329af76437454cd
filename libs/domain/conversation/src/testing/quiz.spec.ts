import { languages } from '@pulso/kit/texts';

import { Player } from './player';
import { quizCommands } from './quiz';

/** In a bot of your own: those of `own-commands.ts`. */
const ownCommands = quizCommands;

it('/quiz asks for a name, then three questions, and counts the points', async () => {
  const ada = new Player(ownCommands);

  await ada.says('/quiz');
  await ada.says('Ada');
  for (const choice of ['56', '124', '54']) await ada.presses(choice);

  expect(ada.sees).toEqual(['What shall I call you?', 'Ada: 2/3. /quiz']);
});

it('/quiz takes one answer to each question', async () => {
  const ada = new Player(ownCommands);

  await ada.says('/quiz');
  await ada.says('Ada');
  await Promise.all([ada.presses('56'), ada.presses('56')]);

  expect(ada.sees.at(-1)).toBe('<b>2/3</b> 12 × 12');
  expect(ada.notices).toEqual(['That one is over.']);
});

it.each(languages)('/quiz speaks %s', async (language) => {
  const ada = new Player(ownCommands, { language });

  await ada.says('/quiz');
  await ada.says('Ada');

  expect(ada.sees[0]).toMatch(/\?$/);
  expect(ada.sees[1]).toBe('<b>1/3</b> 7 × 8');
});
