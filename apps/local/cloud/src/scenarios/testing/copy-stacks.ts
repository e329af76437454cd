import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

import { findStacks, synthFolderOf, localStage } from '../../cloud/read-definition';

/** Synthesized stacks for one spec. */
export interface StackCopy {
  readonly folder: string;
  remove(): void;
}

/**
 * Copies the stacks of the local stage with other settings of their functions, as other stage settings would give them.
 *
 * @param variables - By name; a function that has the variable gets the other value.
 * @throws {RangeError} No function has such a variable.
 */
export function copyStacks(variables: Readonly<Record<string, string>>): StackCopy {
  const missing = new Set(Object.keys(variables));
  const copy = copyStackFiles((text) =>
    text.replace(/"([A-Z_]+)": "(?:[^"\\]|\\.)*"/g, (pair, name: string) => {
      const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
      if (value === undefined) return pair;
      missing.delete(name);
      return `"${name}": ${JSON.stringify(value)}`;
    }),
  );
  if (missing.size > 0) throw new RangeError(`No function has the variable ${[...missing].join(', ')}.`);
  return copy;
}

/** Copies the stacks of the local stage without some of their resources, as if a person had removed those by hand. */
export const copyStacksWithout = (isRemoved: (type: string, id: string) => boolean): StackCopy =>
  copyStackFiles((text) => {
    const stack = JSON.parse(text) as Stack;
    for (const [type, resources] of Object.entries(stack.resource)) {
      for (const id of Object.keys(resources)) if (isRemoved(type, id)) delete resources[id];
    }
    return JSON.stringify(stack);
  });

/** Copies the stacks of the local stage with functions that have no room to run, as if a person had stopped them all. */
export const copyStacksWithoutRoom = (): StackCopy =>
  copyStackFiles((text) => {
    const stack = JSON.parse(text) as Stack;
    const functions = Object.values(stack.resource['aws_lambda_function'] ?? {});
    for (const body of functions) Object.assign(body, { reserved_concurrent_executions: 0 });
    return JSON.stringify(stack);
  });

/** By type and name. */
interface Stack {
  readonly resource: Readonly<Record<string, Record<string, object>>>;
}

function copyStackFiles(change: (text: string) => string): StackCopy {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-stacks-'));
  for (const file of findStacks(localStage)) {
    const copy = join(folder, relative(synthFolderOf(localStage), file));
    mkdirSync(dirname(copy), { recursive: true });
    symlinkSync(resolve(dirname(file), 'assets'), join(dirname(copy), 'assets'));
    writeFileSync(copy, change(readFileSync(file, 'utf8')));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
