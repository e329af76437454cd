import { type ComponentChildren } from 'preact';

import { today } from '../state/cloud-time';
import { describeMoment, formatMoment } from './format';
import { Icon } from './icon';

interface BadgeProps {
  readonly kind: 'bad' | 'going' | 'good' | 'unknown' | 'warn';
  readonly children: ComponentChildren;
}

/** How something stands: a word with a sign, so that its colour says nothing on its own. */
export const Badge = ({ kind, children }: BadgeProps) => (
  <span class="badge" style={{ '--kind': `var(--${kind})` }}>
    <Icon name={kind} /> {children}
  </span>
);

interface MomentProps {
  readonly atMs: number;
  /** The day that need not be said; default: today. */
  readonly day?: string | undefined;
}

/** A time of the local cloud in UTC, and on a closer look as it is where the reader is. */
export function Moment({ atMs, day = today.value }: MomentProps) {
  return (
    <time dateTime={new Date(atMs).toISOString()} title={describeMoment(atMs)}>
      {formatMoment(atMs, day)}
    </time>
  );
}

interface JsonValueProps {
  readonly text: string;
  /** Members that are shown beside it. */
  readonly beside?: readonly string[];
}

/** A body, an item or a line of a log: one line of it, in full when it is opened. */
export function JsonValue({ text, beside }: JsonValueProps) {
  const { line, full } = previewJson(text, beside);
  return (
    <details class={/"level": ?"(WARN|ERROR|FATAL)"/.test(text) ? 'json bad' : 'json'}>
      <summary>
        <code>{line === '' ? '(empty)' : line.slice(0, 300)}</code>
      </summary>
      <pre tabIndex={0}>{full}</pre>
    </details>
  );
}

/** A text in one line, and in full. */
interface Previewed {
  readonly line: string;
  readonly full: string;
}

/** What every line of a log has, and what is shown beside it. */
const noise: readonly string[] = ['time', 'timestamp', 'requestId', 'service', '_aws', 'traceId'];

/**
 * Makes a text fit for a list. JSON that is a text within JSON is shown as what it says.
 *
 * @param beside - Members that are shown elsewhere and left out of the line.
 * @returns JSON as its members, in full indented; anything else as it is.
 */
export function previewJson(text: string, beside: readonly string[] = []): Previewed {
  const value = unfold('', text);
  if (value === text) return { line: text, full: text };
  const hidden = new Set([...noise, ...beside]);
  const inLine = (name: string, member: unknown): unknown => (hidden.has(name) ? undefined : unfold(name, member));
  const members = Object.entries(value as object).filter(([name]) => !hidden.has(name));
  const line = members.map(([name, member]) => `${name}: ${JSON.stringify(member, inLine)}`).join('  ');
  return { line: line === '' ? text : line, full: JSON.stringify(value, unfold, 2) };
}

function unfold(_name: string, value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
