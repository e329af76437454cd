import type { HandledUpdate, ShownMessage } from '@pulso/local/console-api';
import { useEffect, useRef } from 'preact/hooks';

import { Asking } from '../../shell/data-table';
import { JsonValue, Moment } from '../../shell/inline';
import { useFresh } from '../../state/keep-fresh';
import { hrefOf } from '../../state/route';
import { describeHandling, problemIn, recordsHref, userIn } from './describe-handling';

/** Why a message is there: the update that led to it, what it was read as, what was logged and stored. */
export function Origin({ message }: { readonly message: ShownMessage }) {
  const { chatId, messageId, versions } = message;
  const origin = useFresh('chat.origin', { chatId, messageId });
  const section = useRef<HTMLElement>(null);
  // It is read from its beginning, and may be longer than the view.
  useEffect(() => section.current?.closest('article')?.scrollIntoView({ block: 'start' }), [origin !== undefined]);
  if (!origin) return <Asking />;
  const { handled, presses, runIds, stored } = origin;
  // Telegram's calls do not say what they are for: it is what was under way in this chat.
  const causeCount = new Set(handled.map(({ updateId }) => updateId)).size + runIds.length;
  const isUnsure = message.from === 'bot' && causeCount > versions.length;
  return (
    <section ref={section} class="chat-origin chat-small" aria-label={`Why message ${messageId} is there`}>
      {handled.length + runIds.length === 0 && <p>{unknownText(message)}</p>}
      {runIds.map((runId) => (
        <p key={runId}>
          It {isUnsure ? 'may show' : 'shows'} the run <a href={hrefOf('runs', runId)}>{runId}</a>.
        </p>
      ))}
      {isUnsure && <p>All of these were under way in this chat when it came; one of them led to it.</p>}
      {presses.length > 0 && <h3>Presses of its buttons that did not change it</h3>}
      <Handlings all={presses} />
      {presses.length > 0 && handled.length > 0 && <h3>What led to it</h3>}
      <Handlings all={handled} />
      {stored.length > 0 && <h3>What is stored</h3>}
      {stored.map(({ table, item }) => (
        <div key={String(item['pk'])} class="chat-stored">
          <a href={hrefOf('cloud', 'tables', table, String(item['pk']))}>{String(item['pk']).split('#')[0]}</a>{' '}
          <JsonValue text={JSON.stringify(item)} />
        </div>
      ))}
    </section>
  );
}

const Handlings = ({ all }: { readonly all: readonly HandledUpdate[] }) => (
  <>
    {all.map((each, index) => (
      <Handled
        key={`${each.requestId} ${each.startedAtMs}`}
        handled={each}
        isRepeated={all[index - 1]?.updateId === each.updateId}
      />
    ))}
  </>
);

const unknownText = ({ from }: ShownMessage): string =>
  from === 'person'
    ? 'The bot was not told of it, or before this start of the local cloud.'
    : 'No update and no run led to it since this start of the local cloud.';

/** Leads to all that is recorded of a person. */
const RecordsOf = ({ user }: { readonly user: string | undefined }) =>
  user === undefined ? null : <a href={recordsHref(user)}>All records of this person</a>;

function Handled({ handled, isRepeated }: { readonly handled: HandledUpdate; readonly isRepeated: boolean }) {
  const { update, lines, usage, startedAtMs, runIds } = handled;
  return (
    <>
      <p>
        <Moment atMs={startedAtMs} /> {describeHandling(handled)}
        {runIds.map((runId) => (
          <span key={runId}>
            {' '}
            It asked for the run <a href={hrefOf('runs', runId)}>{runId}</a>.
          </span>
        ))}
      </p>
      {lines.map(({ message }, index) => {
        const problem = problemIn(message);
        return problem === undefined ? null : (
          <pre key={index} class="chat-bad" tabIndex={0}>
            {problem}
          </pre>
        );
      })}
      {!isRepeated && (
        <>
          <h3>The update</h3>
          <JsonValue text={update} />
        </>
      )}
      {usage !== undefined && (
        <>
          <h3>The usage record</h3>
          <JsonValue text={usage} />
          <RecordsOf user={userIn(usage)} />
        </>
      )}
      <details>
        <summary>{lines.length === 1 ? 'One line' : `${lines.length} lines`} of the log</summary>
        {lines.map(({ message }, index) => (
          <JsonValue key={index} text={message} />
        ))}
      </details>
    </>
  );
}
