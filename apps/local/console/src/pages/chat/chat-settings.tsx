import type { ChatSummary } from '@pulso/console-api';

import { call } from '../../api/call';
import { hrefOf } from '../../state/route';
import { change, enter } from './chat-acts';
import { speaker, topicId } from './chat-state';

/** Languages in which the bot speaks, and one in which it does not. */
const languages = { en: 'English', es: 'Spanish', pt: 'Portuguese', de: 'German', ru: 'Russian' };

const states: Readonly<Record<string, string>> = {
  member: 'The bot is in',
  'read-only': 'The bot may not write',
  left: 'The bot is out',
  kicked: 'The bot was removed',
  blocked: 'The bot is blocked',
  'not-started': 'The bot was not started yet',
  deactivated: 'The account is gone',
};

/** What a person can change about a chat, and how it is. */
export function ChatSettings({ chat }: { readonly chat: ChatSummary }) {
  const { id, type, state, topics } = chat;
  const isIn = state === 'member' || state === 'read-only';
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
      <details
        key={id}
        class="chat-settings"
        onKeyDown={({ key, currentTarget }) => key === 'Escape' && currentTarget.removeAttribute('open')}
      >
        <summary>
          {states[state] ?? state}
          {chat.isBotAdmin && ', as administrator'}
        </summary>
        <div>
          {type === 'private' ? (
            <PersonSettings chat={chat} isBlocked={state === 'blocked'} />
          ) : (
            <GroupSettings chat={chat} isIn={isIn} />
          )}
          <p class="faint">Id {id}</p>
        </div>
      </details>
    </>
  );
}

function PersonSettings({ chat, isBlocked }: { readonly chat: ChatSummary; readonly isBlocked: boolean }) {
  const person = chat.id;
  const known = Object.entries(languages);
  const language = chat.languageCode ?? 'en';
  return (
    <>
      <label>
        Language of the phone{' '}
        <select
          value={language}
          onChange={({ currentTarget: { value: languageCode } }) =>
            void change(() => call('chat.set-language', { person, languageCode }))
          }
        >
          {!known.some(([code]) => code === language) && <option value={language}>{language}</option>}
          {known.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="button" onClick={() => void change(() => call('chat.set-member', { person, isMember: isBlocked }))}>
        {isBlocked ? 'Unblock the bot' : 'Block the bot'}
      </button>
    </>
  );
}

function GroupSettings({ chat, isIn }: { readonly chat: ChatSummary; readonly isIn: boolean }) {
  const place = { person: speaker.value?.id ?? 0, group: chat.id };
  const isGroup = chat.type !== 'channel';
  const migrate = async (): Promise<void> => {
    const { chatId } = await call('chat.migrate', place);
    location.hash = hrefOf('chat', String(chatId));
  };
  return (
    <>
      <button type="button" onClick={() => void change(() => call('chat.set-member', { ...place, isMember: !isIn }))}>
        {isIn ? 'Remove the bot' : 'Add the bot'}
      </button>
      {isGroup && isIn && (
        <button
          type="button"
          onClick={() => void change(() => call('chat.promote', { ...place, isAdmin: !chat.isBotAdmin }))}
        >
          {chat.isBotAdmin ? 'Make it an ordinary member' : 'Make it an administrator'}
        </button>
      )}
      {chat.type === 'group' && (
        <button type="button" onClick={() => void change(migrate)}>
          Make it a supergroup
        </button>
      )}
      {chat.topics && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const topic = String(new FormData(event.currentTarget).get('topic'));
            event.currentTarget.reset();
            void enter({ ...place, topic });
          }}
        >
          <label>
            New topic <input name="topic" required maxLength={64} />
          </label>
          <button>Add</button>
        </form>
      )}
    </>
  );
}
