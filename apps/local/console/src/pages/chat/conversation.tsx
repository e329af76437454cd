import type { ChatSummary, OperationOutput, ShownMessage } from '@pulso/local/console-api';
import { useEffect, useState } from 'preact/hooks';

import { utcDayOf } from '../../shell/format';
import { Icon } from '../../shell/icon';
import { call } from '../../state/call';
import { lookAgain } from '../../state/events';
import { keepFresh } from '../../state/keep-fresh';
import { attempt } from '../../state/overview';
import { hrefOf } from '../../state/route';
import { notice, place } from './chat-state';
import { Composer } from './composer';
import { MessageBubble, nameOf, shortOf } from './message';

/** How many messages a chat has at first, and at most: twice as many when a reader comes near to the first. */
const [fewest, most] = [200, 20_000];

/** How near to the first message more are asked for, pixels. */
const nearPx = 800;

/** An open chat: what was said, and where more is said. */
export function Conversation({ chat }: { readonly chat: ChatSummary }) {
  const [limit, setLimit] = useState(fewest);
  const [page, setPage] = useState<OperationOutput<'chat.messages'>>();
  const [replyingTo, replyTo] = useState<ShownMessage>();
  useEffect(() => keepFresh('chat.messages', { chatId: chat.id, limit }, setPage, ['people']), [limit]);
  const { messages = [], hasEarlier = false, refusedIds = [] } = page ?? {};
  const onScroll = ({ currentTarget }: { readonly currentTarget: HTMLElement }): void => {
    const { scrollTop, scrollHeight, clientHeight } = currentTarget;
    // It is counted from the end, where the list begins.
    const isNear = scrollHeight - clientHeight + scrollTop < nearPx;
    // More are asked for once those are there that were.
    if (isNear && hasEarlier && messages.length >= limit) setLimit(Math.min(limit * 2, most));
  };
  const inShort = (messageId: number | undefined): string | undefined => {
    const message = messages.find((each) => each.messageId === messageId);
    return message && `${nameOf(message)}: ${shortOf(message)}`;
  };
  const last = messages.at(-1);
  return (
    <>
      <Head chat={chat} />
      <div class="chat-scroll" tabIndex={0} role="region" aria-label={`Messages of ${chat.name}`} onScroll={onScroll}>
        <div>
          {page && !last && <p class="faint">Nothing was said here yet. Write something, such as /start.</p>}
          {messages.map((message, index) => (
            <div key={message.messageId} class="chat-row">
              <Day atMs={message.versions[0]?.atMs} beforeMs={messages[index - 1]?.versions[0]?.atMs} />
              <MessageBubble
                message={message}
                replied={inShort(message.replyToMessageId)}
                isRefused={refusedIds.includes(message.messageId)}
                onReply={() => replyTo(message)}
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
      <Composer chat={chat} replyingTo={replyingTo} onDone={() => replyTo(undefined)} />
    </>
  );
}

/** Where a day begins, which day it is. */
function Day({ atMs = 0, beforeMs }: { readonly atMs: number | undefined; readonly beforeMs: number | undefined }) {
  if (beforeMs !== undefined && utcDayOf(atMs) === utcDayOf(beforeMs)) return null;
  const day = new Date(atMs).toLocaleDateString('en-GB', { dateStyle: 'full', timeZone: 'UTC' });
  return <p class="chat-day faint small">{day}</p>;
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
      <a class="chat-back" href={hrefOf('chat')}>
        <Icon name="back" /> Back
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
