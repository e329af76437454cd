import { useState } from 'preact/hooks';

import { enter } from './chat-acts';
import { people } from './chat-state';

const kinds = { person: 'A person', group: 'A group', forum: 'A group with topics', channel: 'A channel' };

type Kind = keyof typeof kinds;

/** Adds a person, or a chat to which a person adds the bot. */
export function AddChat() {
  const [kind, setKind] = useState<Kind>('person');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const name = String(fields.get('name'));
    const topic = kind === 'forum' ? { topic: String(fields.get('topic')) } : {};
    void enter(
      kind === 'person' ? { person: name } : { person: Number(fields.get('person')), group: name, kind, ...topic },
    );
    form.reset();
    form.closest('details')?.removeAttribute('open');
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  return (
    <details>
      <summary>Add a person or a chat</summary>
      <form class="chat-form" onSubmit={submit}>
        <label>
          What{' '}
          <select value={kind} onChange={({ currentTarget }) => setKind(currentTarget.value as Kind)}>
            {Object.entries(kinds).map(([value, title]) => (
              <option key={value} value={value} disabled={value !== 'person' && people.value.length === 0}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label>
          {kind === 'person' ? 'First name' : 'Title'} <input name="name" required maxLength={64} autocomplete="off" />
        </label>
        {kind === 'forum' && (
          <label>
            First topic <input name="topic" required maxLength={64} autocomplete="off" />
          </label>
        )}
        {kind !== 'person' && (
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

/** Everybody who can speak, to choose from. */
export const PersonOptions = () => (
  <>
    {people.value.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </>
);
