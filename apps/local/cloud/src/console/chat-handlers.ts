import { type ChatSummary, type HandledUpdate, type Handlers } from '@pulso/local/console-api';
import { type BotApiServer } from '@pulso/local/gateway';
import { PeopleError, type Chat, type ConversationMessage } from '@pulso/world/telegram';

import { RefusedOperationError } from '../errors';
import { readFields } from '../log-line';
import { type Heard, type Invocation } from './heard';
import { refusing } from './refuse';
import { readSubject } from './runs/read-subject';

type ChatOperation = Exclude<Extract<keyof Handlers, `chat.${string}`>, 'chat.posted'>;

/** How many messages of a chat are shown. */
const mostMessages = 3_000;

/** What Telegram's app would not let a person do is said to the person who asked. */
const asPeople =
  <Input, Output>(act: (input: Input) => Output) =>
  (input: Input): Output =>
    refusing(PeopleError, () => act(input));

/** @returns What lets people talk to the bot, and says what has become of it. */
export function createChatHandlers(
  { botApi }: { readonly botApi: BotApiServer },
  heard: Heard,
): Handlers<ChatOperation> {
  const { people, conversation } = botApi;
  const summaryOf = (chat: Chat, latest = conversation.latest()): ChatSummary => {
    const { id, type, state, username, languageCode, ownerId } = chat;
    const last = latest.get(id);
    const name = chat.title ?? chat.firstName ?? (username === undefined ? `chat ${id}` : `@${username}`);
    // The bot gives each of its admins a menu of their own.
    const isAdmin = type === 'private' && botApi.commands(`chat ${id}`).length > 0;
    return {
      ...{ id, type, name, state, isAdmin },
      ...(languageCode !== undefined && { languageCode }),
      ...(ownerId !== undefined && { ownerId }),
      ...(last && { last: lastOf(last) }),
    };
  };
  /** Ids of messages whose update, or that of a press, the bot did not take at the first attempt. */
  const refusedIn = (chatId: number): readonly number[] => {
    const refused = heard.updatesIn(chatId).filter((each) => each.refused !== undefined);
    return [...new Set(refused.flatMap(({ update }) => update.messageId ?? []))];
  };
  const show = (invocation: Invocation): HandledUpdate[] => {
    const { update, requestId, startedAtMs, status, refused, functionName, lines } = invocation;
    if (!update) return [];
    const usage = lines.find(({ fields }) => fields['update_id'] === update.updateId)?.message;
    const runs = [...heard.runs].filter(
      ([, run]) => run.invocations.has(invocation) || run.events.some(({ event }) => event.sentBy === requestId),
    );
    return [
      {
        ...{ updateId: update.updateId, update: update.update, requestId, startedAtMs },
        runIds: runs.map(([runId]) => runId),
        lines: lines.map((line) => heard.show(functionName, line)),
        ...(status !== undefined && { status }),
        ...(refused !== undefined && { refused }),
        ...(usage !== undefined && { usage }),
      },
    ];
  };

  return {
    'chat.list': () => {
      const latest = conversation.latest();
      const there = botApi.chats.list().filter(({ state }) => state !== 'migrated');
      return there.map((chat) => summaryOf(chat, latest)).toSorted(byLatest);
    },
    'chat.enter': asPeople((place) => ({ chat: summaryOf(people.enter(place)) })),
    'chat.messages': ({ chatId }) => ({
      messages: conversation.messagesOf(chatId).slice(-mostMessages),
      refusedIds: refusedIn(chatId),
    }),
    'chat.origin': ({ chatId, messageId }) => {
      const message = botApi.conversation.messagesOf(chatId).find((each) => each.messageId === messageId);
      if (!message) throw new RefusedOperationError(`Chat ${chatId} has no message ${messageId}.`);
      const about = heard.updatesIn(chatId).filter(({ update }) => update.messageId === messageId);
      const senders = message.versions.flatMap(({ by, atMs }) => heard.attemptAt(by, atMs) ?? []);
      return {
        handled: [...new Set([...senders, ...about])].flatMap(show),
        runIds: [...new Set(senders.flatMap((sender) => runsShownBy(sender, chatId)))],
      };
    },
    'chat.say': asPeople(({ text, replyTo, ...place }) => people.say(place, text, replyTo)),
    'chat.press': asPeople(({ messageId, data, ...place }) => people.press(place, messageId, data)),
    'chat.set-member': asPeople(({ isMember, ...place }) => people.setMember(place, isMember)),
    'chat.set-language': asPeople(({ person, languageCode }) =>
      summaryOf(people.setLanguage({ person }, languageCode)),
    ),
    'chat.commands': asPeople((place) => people.commandsOf(place)),
  };
}

function lastOf({ messageId, from, senderName, text, attachment, content, versions }: ConversationMessage) {
  return {
    messageId,
    from,
    text: text.slice(0, 200),
    atMs: versions[0]?.atMs ?? 0,
    ...(senderName !== undefined && { senderName }),
    ...(attachment !== undefined && { attachment }),
    ...(content !== undefined && { content }),
  };
}

/** Puts an admin to whom nothing was said yet in front, and then the chat with the latest message. */
const byLatest = (a: ChatSummary, b: ChatSummary): number => rankOf(b) - rankOf(a);

const rankOf = ({ last, isAdmin }: ChatSummary): number => last?.atMs ?? (isAdmin ? Number.MAX_SAFE_INTEGER : 0);

/** Of a batch, those of which the report goes to the chat. */
function runsShownBy({ payload }: Invocation, chatId: number): string[] {
  const { Records = [] } = (readFields(payload) ?? {}) as { readonly Records?: readonly { readonly body: string }[] };
  const subjects = Records.flatMap(({ body }) => readSubject(body) ?? []);
  const own = subjects.filter(({ destination = '' }) => destination.split(' ')[1] === String(chatId));
  return (own.length > 0 ? own : subjects).map(({ runId }) => runId);
}
