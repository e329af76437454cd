import type { ComponentChildren } from 'preact';
import type { ChatSummary } from '@pulso/local/console-api';

import { call } from '../../api/call';
import { change, openRecords } from './chat-acts';
import { speaker, topicId } from './chat-state';

/** In which the bot speaks. */
const languages = { en: 'English', es: 'Spanish', pt: 'Portuguese', de: 'German', ru: 'Russian' };

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
export function kindOf({ type, isAdmin, topics }: ChatSummary): string {
  if (type === 'private') return isAdmin ? 'admin of the bot' : '';
  if (topics) return 'forum';
  return type === 'channel' ? 'channel' : 'group';
}

/** @returns What a chat is, and what the bot is in it. */
export function stateOf(chat: ChatSummary): string {
  const { type, state, isBotAdmin } = chat;
  const what = isBotAdmin ? 'the bot is an administrator' : (states[state] ?? state);
  return [kindOf(chat), type === 'private' && state === 'member' ? '' : what].filter(Boolean).join(', ');
}

/** What a person can change about a chat. */
export function ChatSettings({ chat }: { readonly chat: ChatSummary }) {
  const { id, type, topics } = chat;
  return (
    <>
      {topics && (
        <label>
          Topic{' '}
          <select
            value={topicId.value ?? ''}
            onChange={({ currentTarget: { value } }) => (topicId.value = value === '' ? undefined : Number(value))}
          >
            <option value="">All, write to General</option>
            {topics.map((topic) => (
              <option key={topic.id} value={topic.id}>
                {topic.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="button" popovertarget="chat-settings">
        Settings
      </button>
      <div id="chat-settings" popover="auto" class="chat-form">
        {type === 'private' ? <PersonSettings chat={chat} /> : <GroupSettings chat={chat} />}
        <span class="faint">Id {id}</span>
      </div>
    </>
  );
}

interface ActProps {
  readonly act: () => Promise<unknown>;
  readonly children: ComponentChildren;
}

const Act = ({ act, children }: ActProps) => (
  <button type="button" onClick={() => void change(act)}>
    {children}
  </button>
);

function PersonSettings({ chat: { id: person, state, languageCode = 'en' } }: { readonly chat: ChatSummary }) {
  const isBlocked = state === 'blocked';
  return (
    <>
      <label>
        Language of the phone{' '}
        <select
          value={languageCode}
          onChange={({ currentTarget: { value } }) =>
            void change(() => call('chat.set-language', { person, languageCode: value }))
          }
        >
          {Object.entries({ [languageCode]: languageCode, ...languages }).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Act act={() => call('chat.set-member', { person, isMember: isBlocked })}>
        {isBlocked ? 'Unblock the bot' : 'Block the bot'}
      </Act>
      <button type="button" onClick={() => void openRecords()}>
        All records of this person
      </button>
    </>
  );
}

function GroupSettings({ chat: { id, type, state, isBotAdmin } }: { readonly chat: ChatSummary }) {
  const place = { person: speaker.value?.id ?? 0, group: id };
  const isIn = state === 'member' || state === 'read-only';
  return (
    <>
      <Act act={() => call('chat.set-member', { ...place, isMember: !isIn })}>
        {isIn ? 'Remove the bot' : 'Add the bot'}
      </Act>
      {type !== 'channel' && isIn && (
        <Act act={() => call('chat.promote', { ...place, isAdmin: !isBotAdmin })}>
          {isBotAdmin ? 'Make it an ordinary member' : 'Make it an administrator'}
        </Act>
      )}
    </>
  );
}
