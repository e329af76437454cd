import type { ChatSummary } from '@pulso/local/console-api';
import { useState } from 'preact/hooks';

import { Moment } from '../../shell/inline';
import { LongList } from '../../shell/long-list';
import { overview } from '../../state/overview';
import { hrefOf } from '../../state/route';
import { enter } from './chat-acts';
import { kindOf } from './chat-settings';
import { chats, openChatId, people } from './chat-state';
import { shortOf } from './message-bubble';

/** People and chats, the one with the latest message first. */
export function ChatList() {
  const [wanted, setWanted] = useState('');
  const found = chats.value?.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase())) ?? [];
  // What was just added is seen at once.
  const shown = found.toSorted((a, b) => Number(isNew(b)) - Number(isNew(a)));
  return (
    <>
      <AddChat />
      <input
        type="search"
        aria-label="Find a chat by its name"
        placeholder="Find"
        value={wanted}
        onInput={({ currentTarget }) => setWanted(currentTarget.value)}
      />
      {chats.value?.length === 0 && <p class="chat-hint faint">No person is there yet. Add one, and say /start.</p>}
      {wanted !== '' && shown.length === 0 && <p class="chat-hint faint">No chat has this in its name.</p>}
      <LongList
        items={shown}
        label="Chats"
        keyOf={({ id }) => id}
        renderRow={(chat, tabIndex) => <ChatLink chat={chat} tabIndex={tabIndex} />}
      />
    </>
  );
}

const isNew = ({ id, last }: ChatSummary): boolean => !last && id === openChatId.value;

function ChatLink({ chat, tabIndex }: { readonly chat: ChatSummary; readonly tabIndex: number }) {
  const { id, type, name, last } = chat;
  const sender = last?.from === 'bot' ? overview.value?.bot.name : type === 'private' ? undefined : last?.senderName;
  return (
    <a
      class="chat-item"
      href={hrefOf('chat', String(id))}
      tabIndex={tabIndex}
      aria-current={id === openChatId.value ? 'true' : undefined}
    >
      <span class="row">
        <strong class="chat-short">{name}</strong>
        <span class="faint">{kindOf(chat)}</span>
        {last && <Moment atMs={last.atMs} />}
      </span>
      <span class="chat-short faint">
        {sender !== undefined && <bdi>{sender}: </bdi>}
        {last ? shortOf(last) : 'nothing said yet'}
      </span>
    </a>
  );
}

/** Adds a person, or a group to which a person adds the bot. */
function AddChat() {
  const [isGroup, setGroup] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const name = String(fields.get('name'));
    void enter(isGroup ? { person: Number(fields.get('person')), group: name } : { person: name });
    form.reset();
    form.closest('details')?.removeAttribute('open');
  };
  return (
    <details>
      <summary>Add a person or a group</summary>
      <form class="chat-form" onSubmit={submit}>
        <label>
          <input
            type="checkbox"
            checked={isGroup}
            disabled={people.value.length === 0}
            onChange={({ currentTarget }) => setGroup(currentTarget.checked)}
          />{' '}
          A group
        </label>
        <label>
          {isGroup ? 'Title' : 'First name'} <input name="name" required maxLength={64} autocomplete="off" />
        </label>
        {isGroup && (
          <label>
            Made by{' '}
            <select name="person">
              <PersonOptions />
            </select>
          </label>
        )}
        <button>Add</button>
      </form>
    </details>
  );
}

/** Everybody who can speak, to choose from: admins first. */
export function PersonOptions() {
  const byName = people.value.toSorted((a, b) => Number(b.isAdmin) - Number(a.isAdmin) || a.name.localeCompare(b.name));
  return (
    <>
      {byName.map(({ id, name }, index) => (
        <option key={id} value={id}>
          {name}
          {[byName[index - 1]?.name, byName[index + 1]?.name].includes(name) && ` (${id})`}
        </option>
      ))}
    </>
  );
}
