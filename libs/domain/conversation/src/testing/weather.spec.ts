import { languages } from '@pulso/kit/texts';

import { Player } from './player';
import { weatherCommands } from './weather';

/** In a bot of your own: those of `own-commands.ts`. */
const ownCommands = weatherCommands;

it('/weather answers with what the API says', async () => {
  const ada = new Player(ownCommands, {
    callOutward: async ({ url }) => ({ type: 'answered', statusCode: 200, body: `⛅️ +8°C of ${url}` }),
  });

  await ada.says('/weather   San José ');
  await ada.says('/weather');

  expect(ada.sees).toEqual(['⛅️ +8°C of https://wttr.in/San%20Jos%C3%A9?format=1', '/weather Lima']);
});

it.each(languages)('/weather says in %s that there is none, and counts as failed', async (language) => {
  const ada = new Player(ownCommands, {
    language,
    callOutward: async () => ({ type: 'answered', statusCode: 503, body: 'out of order' }),
  });

  await ada.says('/weather Lima');

  expect(ada.sees).toEqual([expect.stringMatching(/\.$/)]);
  expect(ada.world.records).toMatchObject([{ command: 'weather', outcome: 'failed', failure: 'http-503' }]);
});
