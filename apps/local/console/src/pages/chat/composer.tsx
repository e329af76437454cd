import type { BotCommand } from '@pulso/local/console-api';
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
  const [commands, setCommands] = useState<readonly BotCommand[]>([]);
  const field = useRef<HTMLInputElement>(null);
  const isCommand = text.startsWith('/');
  useEffect(() => {
    const here = place.value;
    if (isCommand && here) void attempt(async () => setCommands(await call('chat.commands', here)));
  }, [isCommand, speaker.value]);
  // Who opens a chat, or replies, writes next.
  useEffect(() => field.current?.focus(), [replyingTo.value]);

  const write = (what: string): void => {
    setText(what);
    drafts.set(chatId, what);
  };
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() !== '' && (await say(text))) write('');
  };
  return (
    <form class="row chat-composer" onSubmit={(event) => void send(event)}>
      {replyingTo.value && (
        <p class="chat-replied short small">
          <button type="button" class="link" onClick={() => (replyingTo.value = undefined)}>
            Cancel
          </button>{' '}
          Reply to: {shortOf(replyingTo.value)}
        </p>
      )}
      {openChat.value?.type !== 'private' && (
        <label>
          As{' '}
          <select
            value={speaker.value?.id}
            onChange={({ currentTarget }) => (chosenSpeakerId.value = Number(currentTarget.value))}
          >
            {people.value.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
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
      <datalist id="chat-commands">
        {isCommand &&
          commands.map(({ command, description }) => (
            <option key={command} value={`/${command}`}>
              {description}
            </option>
          ))}
      </datalist>
      <button class="primary" disabled={text.trim() === ''}>
        Send
      </button>
    </form>
  );
}
