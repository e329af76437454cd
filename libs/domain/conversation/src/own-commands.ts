import { html } from '@pulso/kit/telegram-html';

import { type OwnCommand, ownCommand } from './commands/own-command';

/**
 * Put your commands here. A command that is added to the list at the end is answered, listed by `/help`, shown in
 * Telegram's menus, recorded, and counted in the report; nothing else has to change.
 */
const roll = ownCommand({
  texts: {
    en: { description: 'roll dice, for example 2d6', usage: 'Say 1 to 99 dice with 1 to 999 sides: /roll 2d6' },
    es: { description: 'tirar dados, por ejemplo 2d6', usage: 'Di de 1 a 99 dados de 1 a 999 caras: /roll 2d6' },
    pt: { description: 'rolar dados, por exemplo 2d6', usage: 'Diga de 1 a 99 dados de 1 a 999 lados: /roll 2d6' },
    de: { description: 'würfeln, zum Beispiel 2d6', usage: 'Sag 1 bis 99 Würfel mit 1 bis 999 Seiten: /roll 2d6' },
    ru: { description: 'бросить кубики, например 2d6', usage: 'Укажите 1–99 кубиков и 1–999 граней: /roll 2d6' },
  },
  reply({ argument }, { usage }, { random }) {
    const [, count, sides] = /^(\d{0,2})d(\d{1,3})$/i.exec(argument || 'd6')?.map((part) => Number(part || 1)) ?? [];
    if (!count || !sides) return html`${usage}`;
    const thrown = Array.from({ length: count }, () => 1 + Math.floor(random() * sides));
    const sum = thrown.reduce((total, points) => total + points, 0);
    return count === 1 ? html`🎲 <b>${sum}</b>` : html`🎲 ${thrown.join(' + ')} = <b>${sum}</b>`;
  },
});

/** By the names that people type: 1 to 32 of a-z, 0-9 and _. */
export const ownCommands = { roll } satisfies Readonly<Record<string, OwnCommand>>;
