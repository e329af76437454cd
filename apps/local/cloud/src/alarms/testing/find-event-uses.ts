import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Service } from '@pulso/contracts/naming';
import ts from 'typescript';

/** A place in production code that uses the name of an event with an alarm, or writes any event at ERROR. */
export interface EventUse {
  /** The name of its member of `alarmedEvents`, or the event itself where that is written as a text. */
  readonly event: string;
  /** From the repository's root, with the line. */
  readonly place: string;
  readonly service: Service | undefined;
  /** `error`: it is written at ERROR, or at ERROR or WARN; `text`: it is, as a text; `other`: something else. */
  readonly kind: 'error' | 'text' | 'other';
}

/** Whose code a domain library is. */
const serviceOfLibrary: Readonly<Record<string, Service>> = {
  conversation: 'bot',
  'fan-out': 'dispatcher',
  'query-execution': 'query-worker',
  'fan-in': 'aggregator',
  delivery: 'notifier',
};

const productionFiles = [
  'libs/{domain,adapters,kit}/**/*.ts',
  'apps/{bot,dispatcher,query-worker,aggregator,notifier}/**/*.ts',
];

/**
 * Finds where the services' code names events with an alarm, and where it writes at ERROR.
 *
 * @param root - The repository's.
 */
export const findEventUses = (root: string): readonly EventUse[] =>
  globSync(productionFiles, { cwd: root })
    .filter((file) => !/\.spec\.ts$|\/testing\/|\/node_modules\//.test(file))
    .flatMap((file) => usesIn(file, readFileSync(join(root, file), 'utf8')));

function usesIn(file: string, text: string): EventUse[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const uses: EventUse[] = [];
  const note = (node: ts.Node, event: string, kind: EventUse['kind']): void => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    const library = /^libs\/domain\/([^/]+)/.exec(file)?.[1] ?? '';
    uses.push({ event, place: `${file}:${line}`, service: serviceOfLibrary[library], kind });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === 'alarmedEvents' && !ts.isImportSpecifier(node.parent)) {
      const { parent } = node;
      if (ts.isPropertyAccessExpression(parent))
        note(parent, parent.name.text, levelsOf(parent).includes('error') ? 'error' : 'other');
      else note(node, 'all', 'other');
    }
    if (ts.isStringLiteralLike(node) && levelsOf(node).includes('error')) note(node, node.text, 'text');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses;
}

/** The levels at which a name is written by a log; which of two names, and at which of two levels, may depend. */
function levelsOf(name: ts.Expression): string[] {
  let value: ts.Node = name;
  while (ts.isConditionalExpression(value.parent) && value.parent.condition !== value) value = value.parent;
  const call = value.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== value) return [];
  const { expression: method } = call;
  if (ts.isPropertyAccessExpression(method)) return [method.name.text].filter(isLevel);
  if (!ts.isElementAccessExpression(method) || !ts.isConditionalExpression(method.argumentExpression)) return [];
  const { whenTrue, whenFalse } = method.argumentExpression;
  return [whenTrue, whenFalse].flatMap((level) => (ts.isStringLiteral(level) ? [level.text] : [])).filter(isLevel);
}

const isLevel = (name: string): boolean => ['info', 'warn', 'error'].includes(name);
