import type { ChatSummary } from '@pulso/local/console-api';
import { useEffect, useRef, useState } from 'preact/hooks';

import { utcDayOf } from '../../shell/format';
import { Icon } from '../../shell/icon';
import { call } from '../../state/call';
import { keepFresh } from '../../state/keep-fresh';
import { hrefOf } from '../../state/route';
import { change, messages, notice, openChat, openChatId, place, refusedIds, replyingTo } from './chat-state';
import { Composer } from './composer';
import { MessageBubble, nameOf } from './message';

/** How many messages a chat has at first, and at most: twice as many when a reader comes near to the first. */
const [fewest, most] = [200, 20_000];

/** How near to the first message more are asked for, pixels. */
const nearPx = 800;

/** The open chat: what was said, and where more is said. */
export function Conversation() {
  const [chat, chatId] = [openChat.value, openChatId.value];
  const [limit, setLimit] = useState(fewest);
  const hasEarlier = useRef(false);
  useEffect(() => {
    messages.value = [];
    replyingTo.value = undefined;
    setLimit(fewest);
  }, [chatId]);
  useEffect(() => {
    if (chatId === undefined) return;
    const input = { chatId, limit };
    return keepFresh(
      'chat.messages',
      input,
      (page) => {
        messages.value = page.messages;
        refusedIds.value = page.refusedIds;
        hasEarlier.current = page.hasEarlier;
      },
      ['people'],
    );
  }, [chatId, limit]);
  if (!chat) return <p class="card faint">There is no such chat. Choose one, or add one.</p>;
  const onScroll = ({ currentTarget }: { readonly currentTarget: HTMLElement }): void => {
    const { scrollTop, scrollHeight, clientHeight } = currentTarget;
    // It is counted from the end, where the list begins.
    const isNear = scrollHeight - clientHeight + scrollTop < nearPx;
    // More are asked for once those are there that were.
    if (isNear && hasEarlier.current && messages.value.length >= limit) setLimit(Math.min(limit * 2, most));
  };
  const last = messages.value.at(-1);
  return (
    <>
      <Head key={`head ${chat.id}`} chat={chat} />
      <div
        key={chat.id}
        class="chat-scroll"
        tabIndex={0}
        role="region"
        aria-label={`Messages of ${chat.name}`}
        onScroll={onScroll}
      >
        <div>
          {!last && <p class="faint">Nothing was said here yet. Write something, such as /start.</p>}
          {messages.value.map((message, index, all) => (
            <div key={message.messageId} class="chat-row">
              <Day atMs={message.versions[0]?.atMs} beforeMs={all[index - 1]?.versions[0]?.atMs} />
              <MessageBubble message={message} />
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
      <Composer key={`composer ${chat.id}`} chatId={chat.id} />
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
  const { id, name, type, state, isBotAdmin, languageCode = 'en' } = chat;
  const isIn = state === 'member' || state === 'read-only';
  const here = place.value ?? { person: id };
  const setMember = (isMember: boolean) => change(() => call('chat.set-member', { ...here, isMember }));
  const setLanguage = (code: string) => change(() => call('chat.set-language', { person: id, languageCode: code }));
  const setAdmin = () => change(() => call('chat.promote', { ...here, group: id, isAdmin: !isBotAdmin }));
  const isPrivate = type === 'private';
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
          <select value={languageCode} onChange={({ currentTarget: { value } }) => void setLanguage(value)}>
            {[...new Set([languageCode, ...languages])].map((code) => (
              <option key={code}>{code}</option>
            ))}
          </select>
        </label>
      )}
      {type !== 'private' && type !== 'channel' && isIn && (
        <button type="button" onClick={() => void setAdmin()}>
          {isBotAdmin ? 'Make the bot an ordinary member' : 'Make the bot an administrator'}
        </button>
      )}
      <button type="button" onClick={() => void setMember(isPrivate ? state === 'blocked' : !isIn)}>
        {isPrivate && (state === 'blocked' ? 'Unblock the bot' : 'Block the bot')}
        {!isPrivate && (isIn ? 'Remove the bot' : 'Add the bot')}
      </button>
    </header>
  );
}
