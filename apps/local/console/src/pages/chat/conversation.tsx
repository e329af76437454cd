import type { ChatSummary, OperationInput } from '@pulso/local/console-api';
import { useEffect, useRef, useState } from 'preact/hooks';

import { Icon } from '../../shell/icon';
import { call } from '../../state/call';
import { lookAgain } from '../../state/events';
import { useFresh } from '../../state/keep-fresh';
import { attempt } from '../../state/overview';
import { hrefOf } from '../../state/route';
import { chosenSpeakerId, notice, people, place, say, speaker } from './chat-state';
import { MessageBubble, nameOf, shortOf } from './message';

/** An open chat: what was said, and where more is said. */
export function Conversation({ chat }: { readonly chat: ChatSummary }) {
  const said = useFresh('chat.messages', { chatId: chat.id }, ['people']);
  const { messages = [], refusedIds = [] } = said ?? {};
  const byId = new Map(messages.map((message) => [message.messageId, message]));
  const inShort = (messageId: number | undefined): string | undefined => {
    const message = messageId === undefined ? undefined : byId.get(messageId);
    return message && `${nameOf(message)}: ${shortOf(message)}`;
  };
  const last = messages.at(-1);
  return (
    <>
      <Head chat={chat} />
      <div class="chat-scroll" tabIndex={0} role="region" aria-label={`Messages of ${chat.name}`}>
        <div>
          {said && !last && <p class="faint">Nothing was said here yet. Write something, such as /start.</p>}
          {messages.map((message) => (
            <div key={message.messageId} class="chat-row">
              <MessageBubble
                message={message}
                replied={inShort(message.replyToMessageId)}
                isRefused={refusedIds.includes(message.messageId)}
              />
            </div>
          ))}
        </div>
      </div>
      <p class="hidden" role="status">
        {last && `${nameOf(last)}: ${last.text}`}
      </p>
      <div role="alert">
        {notice.value !== undefined && (
          <p class="card row">
            {notice.value}
            <button type="button" onClick={() => (notice.value = undefined)}>
              OK
            </button>
          </p>
        )}
      </div>
      <Composer chat={chat} />
    </>
  );
}

/** @returns What a chat is, empty for that of an ordinary person. */
export function kindOf({ type, isAdmin }: ChatSummary): string {
  if (type === 'private') return isAdmin ? 'admin of the bot' : '';
  return type === 'channel' ? 'channel' : 'group';
}

/** What the bot is in a chat, where that is nothing ordinary. */
const states: Readonly<Record<string, string>> = {
  'read-only': 'the bot may not write',
  left: 'the bot has left',
  kicked: 'the bot was removed',
  blocked: 'has blocked the bot',
  'not-started': 'has not started the bot yet',
};

/** In which the bot speaks. */
const languages = ['en', 'es', 'pt', 'de', 'ru'];

/** Which chat it is, and what a person can change about it. */
function Head({ chat }: { readonly chat: ChatSummary }) {
  const { id, name, type, state, languageCode = 'en' } = chat;
  const isIn = state === 'member' || state === 'read-only';
  const isPrivate = type === 'private';
  /** Does something that changes the chat, and shows what it is then. */
  const change = (act: () => Promise<unknown>): void => void attempt(() => act().then(lookAgain));
  const setMember = (isMember: boolean): void =>
    change(() => call('chat.set-member', { person: id, ...place.value, isMember }));
  return (
    <header class="row chat-head">
      <a href={hrefOf('chat')}>
        <Icon name="back" /> All
      </a>
      <h2>{name}</h2>
      <span class="faint">{[kindOf(chat), states[state]].filter(Boolean).join(', ')}</span>
      {isPrivate && (
        <label>
          Language{' '}
          <select
            value={languageCode}
            onChange={({ currentTarget: { value } }) =>
              change(() => call('chat.set-language', { person: id, languageCode: value }))
            }
          >
            {[...new Set([languageCode, ...languages])].map((code) => (
              <option key={code}>{code}</option>
            ))}
          </select>
        </label>
      )}
      <button type="button" onClick={() => setMember(isPrivate ? state === 'blocked' : !isIn)}>
        {isPrivate && (state === 'blocked' ? 'Unblock the bot' : 'Block the bot')}
        {!isPrivate && (isIn ? 'Remove the bot' : 'Add the bot')}
      </button>
    </header>
  );
}

/** What was written and not sent, by chat: who looks at a run meanwhile finds it again. */
const drafts = new Map<number, string>();

/** Where a person writes. */
function Composer({ chat: { id, type } }: { readonly chat: ChatSummary }) {
  const [text, setText] = useState(drafts.get(id) ?? '');
  const here = place.value;
  const field = useRef<HTMLInputElement>(null);
  // Who opens a chat writes next.
  useEffect(() => field.current?.focus(), []);
  const write = (what: string): void => {
    setText(what);
    drafts.set(id, what);
  };
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() !== '' && (await say(text))) write('');
  };
  return (
    <form class="row chat-composer" onSubmit={(event) => void send(event)}>
      {type !== 'private' && (
        <label>
          As{' '}
          <select
            value={speaker.value?.id}
            onChange={({ currentTarget }) => (chosenSpeakerId.value = Number(currentTarget.value))}
          >
            {people.value.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <input
        ref={field}
        class="chat-field"
        list="chat-commands"
        autocomplete="off"
        aria-label={`Message of ${speaker.value?.name ?? 'a person'}`}
        placeholder="Message, or / for commands"
        value={text}
        onInput={({ currentTarget }) => write(currentTarget.value)}
      />
      <datalist id="chat-commands">{here && text.startsWith('/') && <Commands here={here} />}</datalist>
      <button class="primary" disabled={text.trim() === ''}>
        Send
      </button>
    </form>
  );
}

/** What the bot's menu has for who speaks. */
const Commands = ({ here }: { readonly here: OperationInput<'chat.commands'> }) => (
  <>
    {useFresh('chat.commands', here, ['people'])?.map(({ command, description }) => (
      <option key={command} value={`/${command}`}>
        {description}
      </option>
    ))}
  </>
);
