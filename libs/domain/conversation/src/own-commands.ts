import { html } from '@pulso/kit/telegram-html';

import { type OwnCommand, ownCommand } from './commands/own-command';

/**
 * Put your commands here. A command that is added to the list at the end is answered, listed by `/help`, shown in
 * Telegram's menus, recorded, and counted in the report; nothing else has to change.
 */
const roll = ownCommand({
  texts: {
    en: { description: 'roll dice, for example 2d6', usage: 'Say how many dice with how many sides: /roll 2d6' },
    es: { description: 'tirar dados, por ejemplo 2d6', usage: 'Di cuántos dados y de cuántas caras: /roll 2d6' },
    pt: { description: 'rolar dados, por exemplo 2d6', usage: 'Diga quantos dados e de quantos lados: /roll 2d6' },
    de: { description: 'würfeln, zum Beispiel 2d6', usage: 'Sag, wie viele Würfel mit wie vielen Seiten: /roll 2d6' },
    ru: { description: 'бросить кости, например 2d6', usage: 'Напишите, сколько костей и граней: /roll 2d6' },
  },
  reply({ argument }, { usage }, { random }) {
    const [, count, sides] = /^(\d{1,2})d(\d{1,3})$/i.exec(argument || '1d6')?.map(Number) ?? [];
    if (!count || !sides) return html`${usage}`;
    const thrown = Array.from({ length: count }, () => 1 + Math.floor(random() * sides));
    const sum = thrown.reduce((total, points) => total + points, 0);
    return count === 1 ? html`🎲 <b>${sum}</b>` : html`🎲 ${thrown.join(' + ')} = <b>${sum}</b>`;
  },
});

/** By the names that people type: 1 to 32 of a-z, 0-9 and _. */
export const ownCommands = { roll } satisfies Readonly<Record<string, OwnCommand>>;
