import { type BotIdentity } from '../ports';
import { group, messageUpdate, person } from '../testing/factories';
import { isAddressed } from './is-addressed';
import { parseCommand } from './parse-command';
import { readUpdate } from './read-update';

const bot: BotIdentity = { id: 7_000_000_001, username: 'PulsoDemoBot' };

/** Whether a message in a group is for the bot. */
const isForBot = (fields: Readonly<Record<string, unknown>>): boolean => {
  const read = readUpdate(JSON.stringify(messageUpdate({ chat: group, text: undefined, ...fields })));
  if (read.type === 'malformed' || !read.update.message) throw new Error('No message.');
  const { message } = read.update;
  return isAddressed(message, message.text === undefined ? undefined : parseCommand(message.text, bot.username), bot);
};

/** A text with one entity over the part that is named. */
const marked = (text: string, part: string, type: string, more: Readonly<Record<string, unknown>> = {}) => ({
  text,
  entities: [{ type, offset: text.indexOf(part), length: part.length, ...more }],
});

const asCaption = ({ text, entities }: ReturnType<typeof marked>) => ({
  photo: [],
  caption: text,
  caption_entities: entities,
});

const directMessages = { ...group, is_direct_messages: true };

const fromBot = { message_id: 5, date: 0, chat: group, from: { id: bot.id, is_bot: true, first_name: 'Pulso' } };

describe('a message in a group is for the bot when it', () => {
  it.each([
    ['is a command', { text: '/help' }],
    ['is a command that the bot does not have', { text: '/settings now' }],
    ['is a command with its name', { text: '/help@pulsodemobot' }],
    ['mentions it', marked('@PulsoDemoBot hello', '@PulsoDemoBot', 'mention')],
    ['mentions it in other letters', marked('hello @PULSODEMOBOT', '@PULSODEMOBOT', 'mention')],
    ['mentions it after characters of two units', marked('👍🏽🧨 @PulsoDemoBot', '@PulsoDemoBot', 'mention')],
    ['mentions it by id', marked('hello Pulso', 'Pulso', 'text_mention', { user: { id: bot.id } })],
    ['mentions it in a caption', asCaption(marked('see, @PulsoDemoBot', '@PulsoDemoBot', 'mention'))],
    [
      'mentions it by id in a caption',
      asCaption(marked('see, Pulso', 'Pulso', 'text_mention', { user: { id: bot.id } })),
    ],
    ['names it behind a command', marked('try /help@PulsoDemoBot', '/help@PulsoDemoBot', 'bot_command')],
    ['replies to it', { text: 'thanks', reply_to_message: fromBot }],
    ['replies to it with a sticker', { sticker: {}, reply_to_message: fromBot }],
    [
      'mentions it among entities of the wrong shape',
      {
        text: '@PulsoDemoBot',
        entities: [null, 7, { type: 'mention' }, { type: 'mention', offset: 0, length: 13, user: 'x' }],
      },
    ],
  ])('%s', (_case, fields) => {
    expect(isForBot(fields)).toBe(true);
  });
});

describe('a message in a group is not for the bot when it', () => {
  it.each([
    ['is talk', { text: 'hello' }],
    ['is a sticker', { sticker: {} }],
    ['is a picture with a caption', { photo: [], caption: 'look' }],
    ['is a command for another bot', { text: '/help@OtherBot' }],
    ['is a command for another bot, in reply to this one', { text: '/help@OtherBot', reply_to_message: fromBot }],
    [
      'is a command for another bot, with a mention of this one',
      marked('/tell@OtherBot @PulsoDemoBot', '@PulsoDemoBot', 'mention'),
    ],
    ['names a command that it does not start with', marked('try /help', '/help', 'bot_command')],
    ['names a command of another bot', marked('try /help@OtherBot', '/help@OtherBot', 'bot_command')],
    ['mentions another bot', marked('hello @OtherBot', '@OtherBot', 'mention')],
    ['mentions a longer name', marked('hello @PulsoDemoBot2', '@PulsoDemoBot2', 'mention')],
    ['mentions a person by id', marked('hello Ada', 'Ada', 'text_mention', { user: person() })],
    ['has its name in an address', marked('me@PulsoDemoBot.com', 'me@PulsoDemoBot.com', 'email')],
    ['has its name as unmarked text', { text: '@PulsoDemoBot' }],
    ['has its name as code', marked('@PulsoDemoBot', '@PulsoDemoBot', 'code')],
    ['mentions what its name ends with', marked('x@PulsoDemoBot', 'DemoBot', 'mention')],
    ['has its name in the text and the mark on a caption', { text: '@PulsoDemoBot', caption_entities: [{}] }],
    ['replies to a person', { text: 'thanks', reply_to_message: { ...fromBot, from: person() } }],
    ['replies to a message of a channel', { text: 'thanks', reply_to_message: { ...fromBot, from: undefined } }],
    ['is a command to a channel, in its direct messages', { text: '/help', chat: directMessages }],
    [
      'is a mention in the direct messages of a channel',
      { ...marked('@PulsoDemoBot', '@PulsoDemoBot', 'mention'), chat: directMessages },
    ],
    ['replies to it in the direct messages of a channel', { chat: directMessages, reply_to_message: fromBot }],
    [
      'is in a topic that the bot has made',
      { text: 'hello', is_topic_message: true, reply_to_message: { ...fromBot, forum_topic_created: { name: 'x' } } },
    ],
  ])('%s', (_case, fields) => {
    expect(isForBot(fields)).toBe(false);
  });

  it.each([
    ['are no list', '@PulsoDemoBot'],
    ['are null', null],
    ['are null each', [null]],
    ['begin before the text', [{ type: 'mention', offset: -13, length: 13 }]],
    ['begin behind the text', [{ type: 'mention', offset: 13, length: 13 }]],
    ['end in the middle of the name', [{ type: 'mention', offset: 0, length: 12 }]],
    ['are half a unit long', [{ type: 'mention', offset: 0, length: 12.5 }]],
    ['are endless', [{ type: 'mention', offset: 1e300, length: 1e300 }]],
    ['are more than a text has room for', Array(4097).fill({ type: 'mention', offset: 0, length: 13 })],
  ])('has entities that %s', (_case, entities) => {
    expect(isForBot({ text: '@PulsoDemoBot', entities })).toBe(false);
  });

  it.each([['me'], [null], [{ from: null }], [{ from: { id: String(bot.id) } }], [[]]])(
    'replies to %j',
    (reply_to_message) => {
      expect(isForBot({ text: 'hello', reply_to_message })).toBe(false);
    },
  );
});
