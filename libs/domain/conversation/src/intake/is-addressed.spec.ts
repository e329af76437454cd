import { group, messageUpdate } from '../testing/factories';
import { commands } from '../own-bot';
import { isAddressed } from './is-addressed';
import { parseCommand } from './parse-command';
import { readUpdate } from './read-update';

const botUsername = 'PulsoDemoBot';

const isForBot = (fields: Readonly<Record<string, unknown>>): boolean => {
  const read = readUpdate(JSON.stringify(messageUpdate({ chat: group, text: undefined, ...fields })));
  if (read.type === 'malformed' || !read.update.message) throw new Error('No message.');
  const { message } = read.update;
  return isAddressed(
    message,
    message.text === undefined ? undefined : parseCommand(message.text, botUsername, commands.names),
  );
};

const directMessages = { ...group, is_direct_messages: true };

const inReply = { reply_to_message: { message_id: 5, date: 0, from: { id: 7_000_000_001, is_bot: true } } };

const mention = { text: `@${botUsername} hi`, entities: [{ type: 'mention', offset: 0, length: 13 }] };

describe('a message in a group is for the bot when it', () => {
  it.each([
    ['is a command that it has', { text: '/help' }],
    ['is a command that it has, in other letters', { text: '/HELP now' }],
    ['is a command that it has, in reply to a message of it', { text: '/help', ...inReply }],
    ['is a command with its name', { text: '/help@pulsodemobot' }],
    ['is a command with its name that it does not have', { text: '/settings@PulsoDemoBot now' }],
  ])('%s', (_case, fields) => {
    expect(isForBot(fields)).toBe(true);
  });
});

describe('a message in a group is not for the bot when it', () => {
  it.each([
    ['is talk', { text: 'hello' }],
    ['is a sticker', { sticker: {} }],
    ['is a picture with a caption', { photo: [], caption: '/help' }],
    ['is a command that the bot does not have', { text: '/pizza' }],
    ['is a command for another bot', { text: '/help@OtherBot' }],
    ['is a command for another bot, in reply to this one', { text: '/help@OtherBot', ...inReply }],
    ['names a command that it does not start with', { text: 'try /help@PulsoDemoBot' }],
    ['mentions it', mention],
    ['replies to it', { text: 'thanks', ...inReply }],
    ['replies to it with a sticker', { sticker: {}, ...inReply }],
    ['is a command to a channel, in its direct messages', { text: '/help', chat: directMessages }],
  ])('%s', (_case, fields) => {
    expect(isForBot(fields)).toBe(false);
  });
});
