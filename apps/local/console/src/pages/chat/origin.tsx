import type { HandledUpdate, ShownMessage } from '@pulso/local/console-api';
import { useEffect, useRef } from 'preact/hooks';

import { Asking } from '../../shell/data-table';
import { formatDuration } from '../../shell/format';
import { JsonValue, Moment } from '../../shell/inline';
import { useFresh } from '../../state/keep-fresh';
import { overview } from '../../state/overview';
import { hrefOf } from '../../state/route';
import { addressOf } from '../questions/asked';

/** Who handled a message, or said it: the updates and runs that led to it, and what is stored. */
export function Origin({ message: { chatId, messageId, from } }: { readonly message: ShownMessage }) {
  const origin = useFresh('chat.origin', { chatId, messageId });
  const section = useRef<HTMLElement>(null);
  // It is read from its beginning, and may be longer than the view.
  useEffect(() => section.current?.closest('article')?.scrollIntoView({ block: 'start' }), [origin !== undefined]);
  if (!origin) return <Asking />;
  const { handled, runIds } = origin;
  const what = from === 'person' ? 'The bot was not told of it' : 'No update and no run led to it';
  return (
    <section ref={section} class="small" aria-label={`Why message ${messageId} is there`}>
      {handled.length + runIds.length === 0 && <p>{what}, or not since this start of the local cloud.</p>}
      <RunLinks runIds={runIds} text="It shows the run" />
      {handled.map((each) => (
        <Handled key={`${each.requestId} ${each.startedAtMs}`} handled={each} />
      ))}
    </section>
  );
}

const RunLinks = ({ runIds, text }: { readonly runIds: readonly string[]; readonly text: string }) => (
  <>
    {runIds.map((runId) => (
      <p key={runId}>
        {text} <a href={hrefOf('runs', runId)}>{runId}</a>.
      </p>
    ))}
  </>
);

/** What the bot leaves in its log of an update. */
type UsageRecord = Readonly<Partial<Record<'command' | 'outcome' | 'update_type' | 'user', string>>>;

function Handled({ handled }: { readonly handled: HandledUpdate }) {
  const { update, lines, usage = '{}', startedAtMs, runIds } = handled;
  const { user }: UsageRecord = JSON.parse(usage);
  const query = `filter user = ${JSON.stringify(user)}\n| fields @timestamp, update_type, command, outcome, language_code, is_group`;
  return (
    <>
      <p>
        <Moment atMs={startedAtMs} /> {describeHandling(handled)}
      </p>
      <RunLinks runIds={runIds} text="It asked for the run" />
      {user !== undefined && (
        <p>
          <a href={hrefOf('questions', ...addressOf({ query, logGroups: undefined, range: 'all' }))}>
            All records of this person
          </a>
          , <a href={hrefOf('cloud', 'tables', `pulso-${overview.value?.stage}-users`, user)}>what is stored</a>
        </p>
      )}
      {[...lines.map(({ message }) => message), update].map((text, index) => (
        <JsonValue key={index} text={text} />
      ))}
    </>
  );
}

/** @returns In a sentence, what the bot has made of an update. */
export function describeHandling({ updateId, usage, status, refused, startedAtMs, lines }: HandledUpdate): string {
  if (status === undefined) return `Update ${updateId} is being handled.`;
  const took = formatDuration((lines.at(-1)?.timestamp ?? startedAtMs) - startedAtMs);
  // An invocation that answers with an error has succeeded, as Lambda sees it.
  const how = refused === undefined ? status : `Telegram counts it as failed (${refused})`;
  const ended = `The invocation took ${took}: ${how}.`;
  if (usage === undefined) return `Update ${updateId} left no usage record. ${ended}`;
  const { command, update_type: updateType = 'change of membership', outcome }: UsageRecord = JSON.parse(usage);
  const article = /^[aeiou]/.test(updateType) ? 'an' : 'a';
  const readAs = command ? `the command ${command}` : `${article} ${wordsOf(updateType)}`;
  return `Update ${updateId} was read as ${readAs}${outcome === undefined ? '' : `: ${wordsOf(outcome)}`}. ${ended}`;
}

const wordsOf = (name: string): string => name.replaceAll(/[_-]/g, ' ');
