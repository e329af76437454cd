import { languages } from '@pulso/kit/texts';
import * as z from 'zod';

import { commandList } from '../commands/command-list';
import { ownCommand } from '../commands/own-command';
import { type OutwardAnswer } from '../ports';
import { Player } from './player';
import { World } from './world';

const weather = ownCommand({
  texts: {
    en: { description: 'the weather: /weather Lima', none: 'No weather just now. Try again soon.' },
    es: { description: 'el tiempo: /weather Lima', none: 'Ahora no hay datos. Prueba en un rato.' },
    pt: { description: 'o tempo: /weather Lima', none: 'Sem dados agora. Tente daqui a pouco.' },
    de: { description: 'das Wetter: /weather Lima', none: 'Gerade keine Daten. Versuch es bald noch mal.' },
    ru: { description: 'погода: /weather Lima', none: 'Сейчас данных нет. Попробуйте чуть позже.' },
  },
  argument: z.string().trim().min(1).max(50),
  reply: async ({ argument }, { none }, { callOutward }) => {
    const answer = await callOutward({ url: `https://wttr.in/${encodeURIComponent(argument)}?format=1` });
    return answer.type === 'answered' && answer.statusCode === 200 ? answer.body : none;
  },
});

/** In a bot of your own: those of `own-commands.ts`. */
const ownCommands = { weather };

const worldAnswering = (answer: OutwardAnswer) =>
  new World({ commands: commandList(ownCommands), callOutward: async () => answer });

it('/weather answers with what the API says', async () => {
  const world = worldAnswering({ type: 'answered', statusCode: 200, body: '⛅️ +8°C' });
  const ada = new Player(ownCommands, { world });

  await ada.says('/weather San José');
  await ada.says('/weather');

  expect(ada.sees).toEqual(['⛅️ +8°C', 'the weather: /weather Lima']);
});

it.each(languages)('/weather says in %s that there is none, and counts as failed', async (language) => {
  const world = worldAnswering({ type: 'failed', reason: 'TimeoutError' });
  const ada = new Player(ownCommands, { language, world });

  await ada.says('/weather Lima');

  expect(ada.sees).toEqual([expect.stringMatching(/\.$/)]);
  expect(world.records).toMatchObject([{ command: 'weather', outcome: 'failed', failure: 'TimeoutError' }]);
});
