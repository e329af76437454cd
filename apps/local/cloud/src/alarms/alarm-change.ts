import { type AlarmStatus } from '@pulso/world/alarms';

/** An alarm that began to ring, or that is over. */
export interface AlarmChange {
  readonly name: string;
  readonly description: string;
  readonly state: 'ALARM' | 'OK';
  /** Epoch ms. */
  readonly atMs: number;
}

/** @returns undefined for what tells no operator: an alarm that has its first data, or none any more. */
export function alarmChangeOf(
  { alarm: { name, description }, state, sinceMs }: AlarmStatus,
  before: AlarmStatus['state'],
): AlarmChange | undefined {
  if (state === 'INSUFFICIENT_DATA' || (state === 'OK' && before !== 'ALARM')) return undefined;
  return { name, description, state, atMs: sinceMs };
}

/** @returns What an operator reads: the alarm, what it means, and where the runbook is. */
export function alarmText({ name, description, state }: Omit<AlarmChange, 'atMs'>): string {
  if (state === 'OK') return `OK ${name}`;
  const [sentence = ''] = /^[^\n]*?\.(?=\s[^a-z]|\s*$)|^[^\n]*/.exec(description) ?? [];
  const [runbook] = /docs\/operations\.md[^\n]*/.exec(description) ?? [];
  return [`ALARM ${name}: ${sentence}`, ...(runbook === undefined ? [] : [runbook])].join(' ');
}

/** @returns Each alarm that began to ring, once, with how often. That it is over says nothing to a late reader. */
export function rungLines(changes: readonly AlarmChange[]): string[] {
  const counts = new Map<string, number>();
  for (const change of changes) {
    if (change.state === 'OK') continue;
    const text = alarmText(change);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([text, count]) => (count === 1 ? text : `${text} (${count} times)`));
}
