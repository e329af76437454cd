import { type Command, unknownCommand } from '../user-request';

/**
 * A command as Telegram recognises one at the start of a text: `/name` or `/name@bot`, unless the next character makes it
 * a path or a tag. Entities are not consulted: they say the same and may be missing.
 */
const commandPattern = /^\/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]{3,32}))?(?![A-Za-z0-9_@/<>])/;

/**
 * Finds the command that a text starts with.
 *
 * @param text - What the person wrote, anything.
 * @param botUsername - Without `@`; Telegram ignores its case, and so does this.
 * @param names - Of the commands that the bot has.
 * @returns Undefined when the text is no command.
 */
export function parseCommand(text: string, botUsername: string, names: readonly string[]): Command | undefined {
  const [command = '', written, suffix] = commandPattern.exec(text) ?? [];
  if (written === undefined) return undefined;
  const addressee =
    suffix === undefined ? 'any-bot' : suffix.toLowerCase() === botUsername.toLowerCase() ? 'us' : 'other-bot';
  const known = names.find((name) => name === written.toLowerCase());
  const argument = text.slice(command.length).trim();
  return { name: (addressee === 'other-bot' ? undefined : known) ?? unknownCommand, addressee, argument };
}
