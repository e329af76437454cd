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
import { openRecords } from './origin';

/** How many messages a chat has at first, and more before them each time that a reader is near the first; at most all. */
const [pageSize, mostCount] = [200, 20_000];

/** How near to the first message more are asked for, pixels. */
const nearPx = 800;

/** The open chat: what was said, and where more is said. */
export function Conversation() {
  const [chat, chatId] = [openChat.value, openChatId.value];
  const [limit, setLimit] = useState(pageSize);
  const hasEarlier = useRef(false);
  useEffect(() => {
    messages.value = [];
    replyingTo.value = undefined;
    setLimit(pageSize);
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
  if (!chat) return <p class="chat-hint faint">There is no such chat. Choose one, or add one.</p>;
  const onScroll = ({ currentTarget }: { readonly currentTarget: HTMLElement }): void => {
    const { scrollTop, scrollHeight, clientHeight } = currentTarget;
    // It is counted from the end, where the list begins.
    const isNear = scrollHeight - clientHeight + scrollTop < nearPx;
    // More are asked for once those are there that were.
    if (isNear && hasEarlier.current && messages.value.length >= limit) setLimit(Math.min(limit * 2, mostCount));
  };
  const last = messages.value.at(-1);
  return (
    <>
      <header class="row chat-head">
        <a class="chat-back" href={hrefOf('chat')}>
          <Icon name="back" /> Back
        </a>
        <h2>{chat.name}</h2>
        <span class="faint">{stateOf(chat)}</span>
        <Settings key={chat.id} chat={chat} />
      </header>
      <div
        key={chat.id}
        class="chat-scroll"
        tabIndex={0}
        role="region"
        aria-label={`Messages of ${chat.name}`}
        onScroll={onScroll}
      >
        <div>
          {messages.value.length === 0 && (
            <p class="faint">Nothing was said here yet. Write something, such as /start.</p>
          )}
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
      <Notice />
      <Composer key={`composer ${chat.id}`} chatId={chat.id} />
    </>
  );
}

/** Where a day begins, which day it is. */
function Day({ atMs = 0, beforeMs }: { readonly atMs: number | undefined; readonly beforeMs: number | undefined }) {
  if (beforeMs !== undefined && utcDayOf(atMs) === utcDayOf(beforeMs)) return null;
  return (
    <p class="chat-day faint small">
      {new Date(atMs).toLocaleDateString('en-GB', { dateStyle: 'full', timeZone: 'UTC' })}
    </p>
  );
}

/** How long a notice that is no alert stands, ms. */
const noticeMs = 5000;

/** What no message says: a notice that goes by itself, or an alert that wants to be closed. */
function Notice() {
  const dialog = useRef<HTMLDialogElement>(null);
  const { text = '', isAlert = false } = notice.value ?? {};
  const close = (): void => {
    notice.value = undefined;
  };
  useEffect(() => {
    if (text === '') return;
    if (isAlert) return dialog.current?.showModal();
    const timer = setTimeout(close, noticeMs);
    return () => clearTimeout(timer);
  }, [notice.value]);
  return (
    <>
      <div role="status">{text !== '' && !isAlert && <p class="chat-toast">{text}</p>}</div>
      <dialog ref={dialog} class="card" aria-label="Alert" onClose={close}>
        <p>{text}</p>
        <form method="dialog">
          <button class="primary">OK</button>
        </form>
      </dialog>
    </>
  );
}

const states: Readonly<Record<string, string>> = {
  member: 'the bot is a member',
  'read-only': 'the bot may not write',
  left: 'the bot has left',
  kicked: 'the bot was removed',
  blocked: 'has blocked the bot',
  'not-started': 'has not started the bot yet',
  deactivated: 'the account is gone',
};

/** @returns What a chat is, empty for that of an ordinary person. */
export function kindOf({ type, isAdmin }: ChatSummary): string {
  if (type === 'private') return isAdmin ? 'admin of the bot' : '';
  return type === 'channel' ? 'channel' : 'group';
}

function stateOf(chat: ChatSummary): string {
  const { type, state, isBotAdmin } = chat;
  const what = isBotAdmin ? 'the bot is an administrator' : (states[state] ?? state);
  return [kindOf(chat), type === 'private' && state === 'member' ? '' : what].filter(Boolean).join(', ');
}

/** In which the bot speaks. */
const languages = { en: 'English', es: 'Spanish', pt: 'Portuguese', de: 'German', ru: 'Russian' };

/** What a person can change about a chat. */
function Settings({ chat }: { readonly chat: ChatSummary }) {
  const { id, type, state, isBotAdmin, languageCode = 'en' } = chat;
  const isIn = state === 'member' || state === 'read-only';
  const here = place.value ?? { person: id };
  const setMember = (isMember: boolean) => change(() => call('chat.set-member', { ...here, isMember }));
  return (
    <>
      <button type="button" popovertarget="chat-settings">
        Settings
      </button>
      <div id="chat-settings" popover="auto" class="card">
        {type === 'private' ? (
          <>
            <label>
              Language of the phone{' '}
              <select
                value={languageCode}
                onChange={({ currentTarget: { value } }) =>
                  void change(() => call('chat.set-language', { person: id, languageCode: value }))
                }
              >
                {Object.entries({ [languageCode]: languageCode, ...languages }).map(([code, name]) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <button type="button" onClick={() => void setMember(state === 'blocked')}>
              {state === 'blocked' ? 'Unblock the bot' : 'Block the bot'}
            </button>
            <button type="button" onClick={() => void openRecords()}>
              All records of this person
            </button>
          </>
        ) : (
          <>
            <button type="button" onClick={() => void setMember(!isIn)}>
              {isIn ? 'Remove the bot' : 'Add the bot'}
            </button>
            {type !== 'channel' && isIn && (
              <button
                type="button"
                onClick={() => void change(() => call('chat.promote', { ...here, group: id, isAdmin: !isBotAdmin }))}
              >
                {isBotAdmin ? 'Make it an ordinary member' : 'Make it an administrator'}
              </button>
            )}
          </>
        )}
        <span class="faint">Id {id}</span>
      </div>
    </>
  );
}
