import { type Language, botTextsOf } from '@pulso/kit/texts';

import { OwnCommandError } from '../errors';
import { type OwnCommand } from './own-command';
import { ownButtonData } from './own-message';

type Place = 'private' | 'groups';

/** The commands that come with the bot, in the order of the lists. Groups see only `/help` of them. */
const builtIn = ['cancel', 'report', 'ask', 'help', 'privacy', 'forget', 'start'] as const;
const ofOwners: readonly string[] = ['report', 'ask'];

export const isBuiltIn = (name: string): name is (typeof builtIn)[number] => builtIn.some((each) => each === name);

/** Tells whether a command is shown. People who may use it get an answer wherever they name it. */
function isShown(name: string, place: Place, isAdmin: boolean): boolean {
  if (!isBuiltIn(name)) return true;
  return place === 'groups' ? name === 'help' : isAdmin || !ofOwners.includes(name);
}

/** The team's commands, by the names that people type. */
export type OwnCommands = Readonly<Record<string, OwnCommand>>;

/** A command in a list of Telegram. @see https://core.telegram.org/bots/api#botcommand */
export interface ListedCommand {
  readonly command: string;
  readonly description: string;
}

/** Every command that a bot has. */
export interface CommandList {
  /** By name, in the order of the lists. */
  readonly names: readonly string[];
  /** Whether some command of the team takes answers. */
  readonly takesAnswers: boolean;
  /** The longest time for which a command of the team keeps a person's state; undefined if none does. */
  readonly retentionDays: number | undefined;
  /** @returns undefined if no command of the team has this name. */
  own(name: string): OwnCommand | undefined;
  /** Lists what a person may do in a place, in the order of the lists. */
  listed(place: Place, isAdmin: boolean, language: Language): readonly ListedCommand[];
}

const usableName = /^[a-z0-9_]{1,32}$/;

/**
 * Puts the team's commands beside those that come with the bot. `/cancel` is listed only if one of them takes answers.
 *
 * @throws {OwnCommandError} Telegram refuses a name, or a command that comes with the bot has it.
 * @throws {OwnCommandError} A button can carry more than Telegram takes.
 */
export function commandList(ownCommands: OwnCommands): CommandList {
  const entries = Object.entries(ownCommands);
  for (const [name, { listedData }] of entries) {
    if (!usableName.test(name)) throw new OwnCommandError(name, 'is not a command name: 1 to 32 of a-z, 0-9 and _.');
    if (isBuiltIn(name)) throw new OwnCommandError(name, 'comes with the bot: take another name.');
    for (const data of listedData) ownButtonData(name, data);
  }
  const takesAnswers = entries.some(([, command]) => command.takesAnswers);
  // A question, and which updates have answered it, stay for a day.
  const daysOf = (command: OwnCommand): number => Math.max(command.retentionDays ?? 0, command.takesAnswers ? 1 : 0);
  const retentionDays = Math.max(0, ...Object.values(ownCommands).map(daysOf));
  const names = [...Object.keys(ownCommands), ...builtIn];
  const ownNamed = (name: string): OwnCommand | undefined =>
    Object.hasOwn(ownCommands, name) ? ownCommands[name] : undefined;
  const descriptionOf = (name: string, language: Language): string =>
    isBuiltIn(name) ? botTextsOf(language).commands[name] : (ownNamed(name)?.describe(language) ?? name);
  return {
    names,
    takesAnswers,
    retentionDays: retentionDays > 0 ? retentionDays : undefined,
    own: ownNamed,
    listed: (place, isAdmin, language) =>
      names
        .filter((name) => isShown(name, place, isAdmin) && (takesAnswers || name !== 'cancel'))
        .map((command) => ({ command, description: descriptionOf(command, language) })),
  };
}
