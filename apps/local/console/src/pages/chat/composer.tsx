import { useEffect, useRef, useState } from 'preact/hooks';
import type { MenuCommand } from '@pulso/console-api';

import { call } from '../../api/call';
import { attempt } from '../../state/overview';
import { currentPlace, say } from './chat-acts';
import { openChat, people, replyingTo, speakAs, speaker } from './chat-state';
import { ReplyKeyboard } from './keyboards';

/** Where a person writes. */
export function Composer() {
  const [text, setText] = useState('');
  const [commands, setCommands] = useState<readonly MenuCommand[]>([]);
  const [marked, setMarked] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const [chat, person] = [openChat.value, speaker.value];
  const isMenuAsked = /^\/\w*$/.test(text);
  useEffect(() => {
    const place = isMenuAsked ? currentPlace() : undefined;
    if (place) void attempt(async () => setCommands(await call('chat.commands', place)));
  }, [isMenuAsked, chat?.id, person?.id, person?.languageCode]);
  useEffect(() => {
    if (replyingTo.value) field.current?.focus();
  }, [replyingTo.value]);

  const offered = isMenuAsked ? commands.filter(({ command }) => command.startsWith(text.slice(1))) : [];
  const send = async (what: string): Promise<void> => {
    if (what.trim() === '' || !(await say(what))) return;
    setText('');
    setMarked(0);
  };
  const type = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && offered.length > 0) {
      event.preventDefault();
      setMarked((marked + step + offered.length) % offered.length);
    } else if (event.key === 'Escape') {
      replyingTo.value = undefined;
      if (isMenuAsked) setText('');
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      const command = offered[marked]?.command;
      void send(command === undefined ? text : `/${command}`);
    }
  };
  return (
    <form
      class="chat-composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send(text);
      }}
    >
      {offered.length > 0 && (
        <ul class="chat-menu" role="listbox" id="chat-menu" aria-label="Commands">
          {offered.map(({ command, description }, index) => (
            <li
              key={command}
              id={`chat-menu-${index}`}
              role="option"
              aria-selected={index === marked}
              onClick={() => void send(`/${command}`)}
            >
              <strong>/{command}</strong> {description}
            </li>
          ))}
        </ul>
      )}
      <ReplyKeyboard />
      {replyingTo.value && (
        <p class="chat-replied">
          Reply to #{replyingTo.value.messageId}: {replyingTo.value.text.slice(0, 80)}{' '}
          <button type="button" class="chat-link" onClick={() => (replyingTo.value = undefined)}>
            No reply
          </button>
        </p>
      )}
      <div class="chat-line">
        {chat && chat.type !== 'private' && (
          <label>
            As{' '}
            <select value={person?.id} onChange={({ currentTarget }) => speakAs(Number(currentTarget.value))}>
              {people.value.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <textarea
          ref={field}
          rows={1}
          aria-autocomplete="list"
          aria-label={`Message of ${person?.name ?? 'a person'}`}
          aria-controls={offered.length > 0 ? 'chat-menu' : undefined}
          aria-activedescendant={offered.length > 0 ? `chat-menu-${marked}` : undefined}
          placeholder="Message, or / for commands"
          value={text}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
            setMarked(0);
          }}
          onKeyDown={type}
        />
        <button type="submit" disabled={text.trim() === ''}>
          Send
        </button>
      </div>
    </form>
  );
}
