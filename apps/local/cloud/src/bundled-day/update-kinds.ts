import { type SeededRandom } from '@pulso/world/time';

import { type Cast, type Chat, type Person, privateChatOf, commands, hostileTexts, ordinaryTexts } from './cast';

/** What is known about a made-up update without asking the bot. */
export interface MadeUpdate {
  /** The update without its id. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Whether it is a request of a person to the bot, and from where. */
  readonly counts: 'group' | 'private' | 'none';
  readonly person?: Person;
  /** Where it is in one. */
  readonly groupId?: number;
  /** What becomes of a request. Absent: it is answered. */
  readonly outcome?: 'refused' | 'not-understood';
  /** What happens to the bot itself. */
  readonly change?: 'blocked' | 'unblocked' | 'joined' | 'left';
}

export interface Scene {
  readonly cast: Cast;
  readonly random: SeededRandom;
  /** When the update arrives, epoch seconds. */
  readonly dateSeconds: number;
  /** A number that no other update of the day has. */
  readonly serial: number;
}

type Kind = (scene: Scene) => MadeUpdate;

const text = (random: SeededRandom): string =>
  random.below(4) === 0 ? random.pick(hostileTexts) : random.pick(ordinaryTexts);

/** @see https://core.telegram.org/bots/api#message */
const message = ({ serial, dateSeconds }: Scene, from: Person, chat: Chat, content: Record<string, unknown>) => ({
  message_id: 100 + serial,
  date: dateSeconds,
  from,
  chat,
  ...content,
});

const textContent = (value: string): Record<string, unknown> => ({
  text: value,
  ...(/^\/\w/.test(value)
    ? { entities: [{ type: 'bot_command', offset: 0, length: value.split(/\s/)[0]?.length ?? 0 }] }
    : {}),
});

const privateText: Kind = (scene) => {
  const person = scene.random.pick(scene.cast.people);
  const content = textContent(text(scene.random));
  const body = { message: message(scene, person, privateChatOf(person), content) };
  return { body, counts: 'private', person, outcome: 'not-understood' };
};

const privateCommand: Kind = (scene) => {
  const person = scene.random.pick(scene.cast.people);
  const command = scene.random.pick(commands);
  return { ...sayPrivately(scene, person, command), ...outcomeOf(command) };
};

/** Lets a person say something to the bot. */
export const sayPrivately = (scene: Scene, person: Person, said: string): MadeUpdate => ({
  body: { message: message(scene, person, privateChatOf(person), textContent(said)) },
  counts: 'private',
  person,
});

const groupCommand: Kind = (scene) => {
  const command = scene.random.pick(commands);
  // One that the bot does not have may be another bot's.
  const counts = command === unknownCommand ? 'none' : 'group';
  return { ...inGroup(scene, counts, textContent(command)), ...outcomeOf(command) };
};

const unknownCommand = '/settings';

/** None of the people is an admin. */
const outcomeOf = (command: string): Pick<MadeUpdate, 'outcome'> => {
  if (command === unknownCommand) return { outcome: 'not-understood' };
  return command === '/report' ? { outcome: 'refused' } : {};
};

/** Telegram counts the place of a mention in UTF-16 units. */
const groupMention: Kind = (scene) => {
  const said = scene.random.pick(ordinaryTexts);
  const name = `@${scene.cast.ourBot.username}`;
  const entities = [{ type: 'mention', offset: said.length + 1, length: name.length }];
  return inGroup(scene, 'none', { text: `${said} ${name}`, entities });
};

const groupReply: Kind = (scene) => {
  const { random, cast } = scene;
  const chat = random.pick(cast.groups);
  const reply_to_message = { ...message(scene, cast.ourBot, chat, { text: 'menu' }), message_id: 50 };
  return inGroup(scene, 'none', { text: random.pick(ordinaryTexts), reply_to_message }, chat);
};

/** What people say to each other: words, stickers, answers, and commands for another bot. */
const groupTalk: Kind = (scene) => {
  const { random, cast } = scene;
  const chat = random.pick(cast.groups);
  const reply_to_message = { ...message(scene, random.pick(cast.people), chat, { text: 'hm' }), message_id: 50 };
  const content = random.pick<Record<string, unknown>>([
    textContent(text(random)),
    textContent('/start@OtherBot'),
    { text: random.pick(ordinaryTexts), reply_to_message },
    { sticker: { file_id: 'f', file_unique_id: 'u', type: 'regular', width: 512, height: 512 } },
  ]);
  return inGroup(scene, 'none', content, chat);
};

const inGroup = (
  scene: Scene,
  counts: MadeUpdate['counts'],
  content: Record<string, unknown>,
  chat = scene.random.pick(scene.cast.groups),
): MadeUpdate => {
  const person = scene.random.pick(scene.cast.people);
  return { body: { message: message(scene, person, chat, content) }, counts, person, groupId: chat.id };
};

const photo: Kind = (scene) => {
  const person = scene.random.pick(scene.cast.people);
  const content = { photo: [{ file_id: 'f', file_unique_id: 'u', width: 1, height: 1 }], caption: text(scene.random) };
  const body = { message: message(scene, person, privateChatOf(person), content) };
  return { body, counts: 'private', person, outcome: 'not-understood' };
};

/** A press on a button, which counts nowhere; half of them below a message in a group, some below one that is gone. */
const callback: Kind = (scene) => {
  const { random, cast, serial } = scene;
  const person = random.pick(cast.people);
  const isInGroup = random.below(2) === 0;
  const chat = isInGroup ? random.pick(cast.groups) : privateChatOf(person);
  const inaccessible = { chat, message_id: 50 + serial, date: 0 };
  const shown = random.below(5) === 0 ? inaccessible : message(scene, cast.otherBot, chat, { text: 'menu' });
  const callback_query = { id: `cb-${serial}`, from: person, message: shown, chat_instance: '1', data: 'help' };
  return { body: { callback_query }, counts: 'none' };
};

const edited: Kind = (scene) => {
  const person = scene.random.pick(scene.cast.people);
  const chat = scene.random.pick(scene.cast.groups);
  const edited_message = { ...message(scene, person, chat, { text: '/start' }), edit_date: scene.dateSeconds };
  return { body: { edited_message }, counts: 'none' };
};

const channelPost: Kind = (scene) => {
  const chat = scene.random.pick(scene.cast.channels);
  const { from: _noSender, ...post } = message(scene, scene.cast.otherBot, chat, { text: text(scene.random) });
  return { body: { channel_post: post }, counts: 'none' };
};

const otherBotsMessage: Kind = (scene) => {
  const chat = scene.random.pick(scene.cast.groups);
  return { body: { message: message(scene, scene.cast.otherBot, chat, { text: '/start' }) }, counts: 'none' };
};

/** @see https://core.telegram.org/bots/api#message: the fields of service messages */
const serviceMessage: Kind = (scene) => {
  const { random, cast } = scene;
  const person = random.pick(cast.people);
  const content = random.pick<Record<string, unknown>>([
    { new_chat_members: [person] },
    { left_chat_member: person },
    { new_chat_title: '<i>new</i>' },
    { pinned_message: { message_id: 1, date: 0, chat: cast.groups[0] } },
    { migrate_to_chat_id: -1_002_000_009_999 },
    { group_chat_created: true },
  ]);
  return { body: { message: message(scene, person, random.pick(cast.groups), content) }, counts: 'none' };
};

/** People stop the bot and start it again; groups that have not talked to it take it in and remove it. */
const membership: Kind = (scene) => {
  const { random, cast, serial, dateSeconds } = scene;
  const person = random.pick(cast.people);
  const change = membershipChanges[serial % membershipChanges.length] ?? 'blocked';
  const isOfGroup = change === 'joined' || change === 'left';
  const quietGroup: Chat = { id: -(720_000 + serial), type: 'group', title: 'Quiet group' };
  const member = (status: string) => ({ status, user: cast.ourBot });
  const [before, after] = change === 'blocked' || change === 'left' ? ['member', 'kicked'] : ['kicked', 'member'];
  const my_chat_member = {
    chat: isOfGroup ? quietGroup : privateChatOf(person),
    from: person,
    date: dateSeconds,
    old_chat_member: member(before),
    new_chat_member: member(after),
  };
  return { body: { my_chat_member }, counts: 'none', change };
};

const membershipChanges = ['joined', 'blocked', 'unblocked', 'blocked', 'left', 'joined', 'unblocked'] as const;

/** What a later version of the Bot API may send before this bot knows it. */
const unknownKind: Kind = (scene) => ({
  body: { holographic_message: { from: scene.random.pick(scene.cast.people), text: '/start' } },
  counts: 'none',
});

/** Every kind as often as a day has it, requests of people first. */
export const kinds: readonly [Kind, ...Kind[]] = [
  groupCommand,
  ...Array.from({ length: 4 }, () => groupCommand),
  groupMention,
  groupReply,
  ...Array.from({ length: 4 }, () => groupTalk),
  ...Array.from({ length: 5 }, () => privateText),
  ...Array.from({ length: 4 }, () => privateCommand),
  callback,
  callback,
  photo,
  edited,
  channelPost,
  otherBotsMessage,
  serviceMessage,
  membership,
  unknownKind,
];
