import * as z from 'zod';

import { ownCommand } from '../commands/own-command';

const texts = {
  en: { description: 'the weather in a city', usage: '/weather Lima', none: 'No weather just now. Try again soon.' },
  es: {
    description: 'el tiempo en una ciudad',
    usage: '/weather Lima',
    none: 'Ahora no hay datos. Prueba en un rato.',
  },
  pt: { description: 'o tempo numa cidade', usage: '/weather Lima', none: 'Sem dados agora. Tente daqui a pouco.' },
  de: {
    description: 'das Wetter einer Stadt',
    usage: '/weather Lima',
    none: 'Gerade keine Daten. Versuch es bald noch mal.',
  },
  ru: { description: 'погода в городе', usage: '/weather Lima', none: 'Сейчас данных нет. Попробуйте чуть позже.' },
};

const weather = ownCommand({
  texts,
  argument: z.string().trim().min(1).max(50),
  reply: async ({ argument }, { none }, { callOutward }) => {
    const answer = await callOutward({ url: `https://wttr.in/${encodeURIComponent(argument)}?format=1` });
    return answer.type === 'answered' && answer.statusCode === 200 ? answer.body : none;
  },
});

/** The bot of specs, in place of the team's. */
export const weatherCommands = { weather };
