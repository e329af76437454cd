import { type ProfilePart, profileOf } from './commands/bot-profile';
import { commandList } from './commands/command-list';
import { ownCommands } from './own-commands';

/** Every command of this bot. */
export const commands = /* @__PURE__ */ commandList(ownCommands);

/** Lists all that Telegram shows of this bot, as {@link profileOf}. */
export const botProfile = (adminUserIds: Iterable<number>): readonly ProfilePart[] => profileOf(commands, adminUserIds);
