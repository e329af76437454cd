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
export function Origin({ message }: { readonly message: ShownMessage }) {
  const { chatId, messageId, from } = message;
  const origin = useFresh('chat.origin', { chatId, messageId });
  const section = useRef<HTMLElement>(null);
  // It is read from its beginning, and may be longer than the view.
  useEffect(() => section.current?.closest('article')?.scrollIntoView({ block: 'start' }), [origin !== undefined]);
  if (!origin) return <Asking />;
  const { handled, presses, runIds } = origin;
  const what = from === 'person' ? 'The bot was not told of it' : 'No update and no run led to it';
  return (
    <section ref={section} class="chat-origin small" aria-label={`Why message ${messageId} is there`}>
      {handled.length + runIds.length === 0 && <p>{what}, or not since this start of the local cloud.</p>}
      {runIds.map((runId) => (
        <p key={runId}>
          It shows the run <RunLink runId={runId} />.
        </p>
      ))}
      {[...handled, ...presses].map((each) => (
        <Handled key={`${each.requestId} ${each.startedAtMs}`} handled={each} isPress={presses.includes(each)} />
      ))}
    </section>
  );
}

const RunLink = ({ runId }: { readonly runId: string }) => <a href={hrefOf('runs', runId)}>{runId}</a>;

function Handled({ handled, isPress }: { readonly handled: HandledUpdate; readonly isPress: boolean }) {
  const { update, lines, usage, startedAtMs, runIds } = handled;
  const user = userIn(usage ?? '');
  return (
    <>
      <p>
        <Moment atMs={startedAtMs} /> {isPress && 'A press that did not change it: '}
        {describeHandling(handled)}
        {runIds.map((runId) => (
          <span key={runId}>
            {' '}
            It asked for the run <RunLink runId={runId} />.
          </span>
        ))}
      </p>
      {user !== undefined && (
        <p>
          <a href={recordsHref(user)}>All records of this person</a>,{' '}
          <a href={hrefOf('cloud', 'tables', `pulso-${overview.value?.stage}-users`, user)}>what is stored</a>
        </p>
      )}
      {[...lines.map(({ message }) => message), update].map((text, index) => (
        <JsonValue key={index} text={text} />
      ))}
    </>
  );
}

type Fields = Readonly<Record<string, unknown>>;

/** @returns In a sentence, what the bot has made of an update. */
export function describeHandling({ updateId, usage, status, refused, startedAtMs, lines }: HandledUpdate): string {
  if (status === undefined) return `Update ${updateId} is being handled.`;
  const took = formatDuration((lines.at(-1)?.timestamp ?? startedAtMs) - startedAtMs);
  // An invocation that answers with an error has succeeded, as Lambda sees it.
  const how = refused === undefined ? status : `Telegram counts it as failed (${refused})`;
  const ended = `The invocation took ${took}: ${how}.`;
  const record = readFields(usage ?? '');
  if (!record) return `Update ${updateId} left no usage record. ${ended}`;
  const { command, update_type: updateType, outcome } = record;
  const what = updateType === undefined ? 'change of membership' : wordsOf(updateType);
  const article = /^[aeiou]/.test(what) ? 'an' : 'a';
  const readAs = typeof command === 'string' && command !== '' ? `the command ${command}` : `${article} ${what}`;
  return `Update ${updateId} was read as ${readAs}${outcome === undefined ? '' : `: ${wordsOf(outcome)}`}. ${ended}`;
}

const wordsOf = (value: unknown): string => String(value).replaceAll(/[_-]/g, ' ');

/** @returns The pseudonym in a usage record, hexadecimal; undefined when it names no person. */
export function userIn(usage: string): string | undefined {
  const user = readFields(usage)?.['user'];
  return typeof user === 'string' && /^[\da-f]+$/.test(user) ? user : undefined;
}

function recordsHref(user: string): string {
  const query = `filter user = "${user}"\n| fields @timestamp, update_type, command, outcome, language_code, is_group`;
  return hrefOf('questions', ...addressOf({ query, logGroups: undefined, range: 'all' }));
}

function readFields(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}
