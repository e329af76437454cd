/** Edits of the two constructs that make every alarm and every metric filter, so that one of them is not made. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ChangedFile } from './spec-messages.ts';

/** A construct that makes many, and the edit that leaves one out. */
export interface Construct {
  /** From the root of the repository. */
  readonly file: string;
  /** The text before which an edit goes. `baseName` is known there. */
  readonly before: string;
  /** Code that leaves one out, by its base name. */
  readonly remove: (name: string) => string;
}

/** An edit of a file by what stands in it. */
export interface TextEdit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** What is left out, and what stands in the file without it. */
export interface StackRemoval {
  readonly what: string;
  readonly file: string;
  readonly text: string;
}

export const constructs: Readonly<Record<'alarm' | 'filter', Construct>> = {
  alarm: {
    file: 'infra/constructs/src/alarms/src/alarm.ts',
    before: '    const stack = stackOf(this);',
    remove: (name) => `if (baseName === '${name}') return;`,
  },
  filter: {
    file: 'infra/constructs/src/alarms/src/count-events.ts',
    before: '  new CloudwatchLogMetricFilter(',
    remove: (name) => `if (baseName !== '${name}')`,
  },
};

/** Other ways to be deaf: nothing is missing, and no operator is told, or every line counts. */
export const weakenings: readonly (TextEdit & { readonly what: string })[] = [
  {
    what: 'whom alarms tell when they begin',
    file: 'infra/constructs/src/alarms/src/alarm.ts',
    find: '      alarmActions: [topicArn],\n',
    replace: '',
  },
  {
    what: 'whom alarms tell when they end',
    file: 'infra/constructs/src/alarms/src/alarm.ts',
    find: '      okActions: [topicArn],\n',
    replace: '',
  },
  {
    what: 'the level that filters of alarmed events ask for',
    file: 'infra/constructs/src/alarms/src/watch-events.ts',
    find: "{ where: { level: 'ERROR' } }",
    replace: '{}',
  },
];

/**
 * @returns The text with the edit in the one place for it.
 * @throws {Error} The place is not there, or more than once: adapt the edit to the code.
 */
export function edit(text: string, { file, find, replace }: TextEdit): string {
  const parts = text.split(find);
  if (parts.length === 2) return parts.join(replace);
  throw new Error(`${file} holds this text ${parts.length - 1} times instead of once. Adapt the edit to it:\n${find}`);
}

export const inserted = ({ file, before }: Construct, code: string): TextEdit => ({
  file,
  find: before,
  replace: `${code}\n${before}`,
});

/**
 * @param root - The repository's.
 * @param synthesize - Makes all stacks, one file changed.
 * @returns Each alarm and filter of the stage `local`, then the weakenings.
 */
export async function findRemovals(
  root: string,
  synthesize: (changed: ChangedFile) => Promise<void>,
): Promise<StackRemoval[]> {
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const removals: StackRemoval[] = [];
  for (const [kind, construct] of Object.entries(constructs)) {
    for (const name of await namesOf(construct)) {
      const text = edit(read(construct.file), inserted(construct, construct.remove(name)));
      removals.push({ what: `${kind} ${name}`, file: construct.file, text });
    }
  }
  return [
    ...removals,
    ...weakenings.map((one) => ({ what: one.what, file: one.file, text: edit(read(one.file), one) })),
  ];

  /** The construct writes down its names while the stacks are made. */
  async function namesOf(construct: Construct): Promise<string[]> {
    const folder = mkdtempSync(join(tmpdir(), 'pulso-alarms-'));
    const list = join(folder, 'names');
    const note = `require('node:fs').appendFileSync(${JSON.stringify(list)}, baseName + '\\n');`;
    try {
      const text = edit(read(construct.file), inserted(construct, note));
      await synthesize({ path: join(root, construct.file), text });
      return [...new Set(readFileSync(list, 'utf8').trim().split('\n'))].sort();
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}
