import { html } from '@pulso/kit/telegram';

import { type OwnCommands } from './commands/command-list';
import { matching, ownCommand } from './commands/own-command';

/** From 1 to 99 dice with 1 to 999 sides, as players write them: `2d6`, `d6`, or nothing. */
const dice = matching(/^(?:(?!0+d)\d{0,2}d(?!0+$)\d{1,3})?$/i);

function throwDice(thrown: string, again: string, random: () => number) {
  const [count = 1, sides = 6] = thrown.split(/d/i).map((part) => Number(part || 1));
  const points = Array.from({ length: count }, () => 1 + Math.floor(random() * sides));
  const sum = points.reduce((total, each) => total + each, 0);
  const text = count === 1 ? html`🎲 <b>${sum}</b>` : html`🎲 ${points.join(' + ')} = <b>${sum}</b>`;
  return { text, buttons: [[{ text: again, data: thrown }]] };
}

/**
 * Put your commands here. A command that is added to the list at the end is answered, listed by `/help`, shown in
 * Telegram's menus, recorded, and counted in the report; nothing else has to change.
 */
const roll = ownCommand({
  texts: {
    en: { again: 'Again', description: 'roll dice, such as 2d6', usage: '1 to 99 dice, 1 to 999 sides: /roll 2d6' },
    es: { again: 'Otra vez', description: 'tirar dados, como 2d6', usage: '1 a 99 dados, 1 a 999 caras: /roll 2d6' },
    pt: { again: 'De novo', description: 'rolar dados, como 2d6', usage: '1 a 99 dados, 1 a 999 lados: /roll 2d6' },
    de: { again: 'Nochmal', description: 'würfeln, etwa 2d6', usage: '1 bis 99 Würfel, 1 bis 999 Seiten: /roll 2d6' },
    ru: { again: 'Ещё раз', description: 'бросить кубики: 2d6', usage: '1–99 кубиков, 1–999 граней: /roll 2d6' },
  },
  argument: dice,
  data: dice,
  reply: ({ argument }, { again }, { random }) => throwDice(argument || 'd6', again, random),
  press: ({ data }, { again }, { random }) => throwDice(data || 'd6', again, random),
});

/** By the names that people type: 1 to 32 of a-z, 0-9 and _. */
export const ownCommands = { roll } satisfies OwnCommands;
