import { type Language, botTextsOf } from '@pulso/kit/texts';

import { ownCommands } from '../own-commands';
import { type OwnCommand } from './own-command';

export type Place = 'private' | 'groups';

/** Where a command is shown. It is answered wherever it is sent, to those who may use it. */
interface Shown {
  readonly who: 'everyone' | 'admins';
  readonly where: readonly Place[];
}

const builtIn = {
  report: { who: 'admins', where: ['private'] },
  help: { who: 'everyone', where: ['private', 'groups'] },
  privacy: { who: 'everyone', where: ['private'] },
  forget: { who: 'everyone', where: ['private'] },
  start: { who: 'everyone', where: ['private'] },
} as const satisfies Readonly<Record<string, Shown>>;

/** How every command of the team is shown. */
const own: Shown = { who: 'everyone', where: ['private', 'groups'] };

export type BuiltInCommand = keyof typeof builtIn;
export type KnownCommand = BuiltInCommand | keyof typeof ownCommands;

/** Every command that the bot has, by name, in the order of its lists. */
export const knownCommands = [...Object.keys(ownCommands), ...Object.keys(builtIn)] as readonly KnownCommand[];

export const isBuiltIn = (name: string): name is BuiltInCommand => Object.hasOwn(builtIn, name);

/** @returns undefined for a name that is none of the team's own commands. */
export const ownCommandNamed = (name: string): OwnCommand | undefined =>
  Object.entries<OwnCommand>(ownCommands).find(([known]) => known === name)?.[1];

/** A command in a list of Telegram. @see https://core.telegram.org/bots/api#botcommand */
export interface ListedCommand {
  readonly command: KnownCommand;
  readonly description: string;
}

/** Lists what a person may do in a place, in the order of the lists. */
export const listCommands = (place: Place, isAdmin: boolean, language: Language): readonly ListedCommand[] =>
  knownCommands
    .filter((name) => {
      const { who, where }: Shown = isBuiltIn(name) ? builtIn[name] : own;
      return where.includes(place) && (isAdmin || who === 'everyone');
    })
    .map((command) => ({ command, description: descriptionOf(command, language) }));

const descriptionOf = (name: KnownCommand, language: Language): string =>
  isBuiltIn(name) ? botTextsOf(language).commands[name] : (ownCommandNamed(name)?.describe(language) ?? name);
