import { settingsFile } from '../settings-file';
import { type StageSettings } from '../stage-settings';
import { holdsToken } from './holds-token';

/** What `prod.ts` holds until its operator has written a chat of their own. No chat has it. */
const placeholderChatId = '-1000000000000';

/** A number of Telegram's, negative for groups and channels, or the public name of a channel. */
const chatId = /^(-?[1-9]\d{0,15}|@\w{4,32})$/;

/**
 * Finds in a stage's chats the placeholder and ids that are none. What else can be wrong with them stops the synth.
 *
 * @returns One sentence per problem: the file, what is wrong, what to write instead.
 * @see https://core.telegram.org/bots/api#sendmessage for the forms of `chat_id`
 */
export function chatProblems({ stage, destinations }: Pick<StageSettings, 'stage' | 'destinations'>): string[] {
  const problems = Object.entries(destinations).flatMap(([name, list]) =>
    list.flatMap((destination, index) =>
      destination.type === 'telegram' ? idProblems(`destinations.${name}.${index}.chatId`, destination.chatId) : [],
    ),
  );
  return problems.map((problem) => `${settingsFile(stage)}: ${problem}.`);
}

function idProblems(place: string, id: string): string[] {
  const remedy = 'write the id of your chat, such as -1001234567890, or the @name of a public channel';
  if (holdsToken(id)) return [`${place} has a token in it: ${remedy}, and never the token`];
  if (id === placeholderChatId) return [`${place} is still ${id}: ${remedy}`];
  return chatId.test(id) ? [] : [`${place} is "${id}": ${remedy}`];
}
