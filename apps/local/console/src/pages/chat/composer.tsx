import type { MenuCommand } from '@pulso/local/console-api';
import { useEffect, useRef, useState } from 'preact/hooks';

import { call } from '../../state/call';
import { attempt } from '../../state/overview';
import { chosenSpeakerId, openChat, people, place, replyingTo, say, speaker } from './chat-state';
import { shortOf } from './message';

/** What was written and not sent, by chat: who looks at a run meanwhile finds it again. */
const drafts = new Map<number, string>();

/** Where a person writes. */
export function Composer({ chatId }: { readonly chatId: number }) {
  const [text, setText] = useState(drafts.get(chatId) ?? '');
  const [commands, setCommands] = useState<readonly MenuCommand[]>([]);
  const [marked, setMarked] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const isMenuAsked = /^\/\w*$/.test(text);
  useEffect(() => {
    const here = place.value;
    if (isMenuAsked && here) void attempt(async () => setCommands(await call('chat.commands', here)));
  }, [isMenuAsked, speaker.value]);
  // Who opens a chat, or replies, writes next.
  useEffect(() => field.current?.focus(), [replyingTo.value]);

  const offered = isMenuAsked ? commands.filter(({ command }) => command.startsWith(text.slice(1))) : [];
  const write = (what: string): void => {
    setText(what);
    drafts.set(chatId, what);
    setMarked(0);
  };
  const send = async (what: string): Promise<void> => {
    if (what.trim() !== '' && (await say(what))) write('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && offered.length > 0) {
      event.preventDefault();
      setMarked((marked + step + offered.length) % offered.length);
    } else if (event.key === 'Escape') {
      replyingTo.value = undefined;
      if (isMenuAsked) write('');
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
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
      {replyingTo.value && (
        <p class="chat-replied short small">
          <button type="button" class="link" onClick={() => (replyingTo.value = undefined)}>
            Cancel
          </button>{' '}
          Reply to: {shortOf(replyingTo.value)}
        </p>
      )}
      <div class="row chat-line">
        {openChat.value?.type !== 'private' && (
          <label>
            As{' '}
            <select
              value={speaker.value?.id}
              onChange={({ currentTarget }) => (chosenSpeakerId.value = Number(currentTarget.value))}
            >
              <PersonOptions />
            </select>
          </label>
        )}
        <div class="chat-field">
          {offered.length > 0 && (
            <ul class="plain card chat-menu" role="listbox" id="chat-menu" aria-label="Commands">
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
          <textarea
            ref={field}
            rows={1}
            aria-autocomplete="list"
            aria-label={`Message of ${speaker.value?.name ?? 'a person'}`}
            aria-controls={offered.length > 0 ? 'chat-menu' : undefined}
            aria-activedescendant={offered.length > 0 ? `chat-menu-${marked}` : undefined}
            placeholder="Message, or / for commands"
            value={text}
            onInput={({ currentTarget }) => write(currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        <button class="primary" disabled={text.trim() === ''}>
          Send
        </button>
      </div>
    </form>
  );
}

/** Everybody who can speak, to choose from. */
export const PersonOptions = () => (
  <>
    {people.value.map(({ id, name }, index, all) => (
      <option key={id} value={id}>
        {name}
        {[all[index - 1]?.name, all[index + 1]?.name].includes(name) && ` (${id})`}
      </option>
    ))}
  </>
);
