import type { ChatSummary, OperationInput, ShownMessage } from '@pulso/local/console-api';
import { useEffect, useRef, useState } from 'preact/hooks';

import { useFresh } from '../../state/keep-fresh';
import { chosenSpeakerId, people, place, say, speaker } from './chat-state';
import { shortOf } from './message';

/** What was written and not sent, by chat: who looks at a run meanwhile finds it again. */
const drafts = new Map<number, string>();

interface ComposerProps {
  readonly chat: ChatSummary;
  readonly replyingTo: ShownMessage | undefined;
  /** The reply was sent, or is none any more. */
  readonly onDone: () => void;
}

/** Where a person writes. */
export function Composer({ chat: { id, type }, replyingTo, onDone }: ComposerProps) {
  const [text, setText] = useState(drafts.get(id) ?? '');
  const here = place.value;
  const field = useRef<HTMLInputElement>(null);
  // Who opens a chat, or replies, writes next.
  useEffect(() => field.current?.focus(), [replyingTo]);
  const write = (what: string): void => {
    setText(what);
    drafts.set(id, what);
  };
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() === '' || !(await say(text, replyingTo?.messageId))) return;
    write('');
    onDone();
  };
  return (
    <form class="row chat-composer" onSubmit={(event) => void send(event)}>
      {replyingTo && (
        <p class="chat-replied short small">
          <button type="button" class="link" onClick={onDone}>
            Cancel
          </button>{' '}
          Reply to: {shortOf(replyingTo)}
        </p>
      )}
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
