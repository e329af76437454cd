import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Service, services } from '@pulso/contracts/envelope';
import ts from 'typescript';

/** A place in production code that uses the name of an event with an alarm, or writes any event at ERROR. */
interface EventUse {
  /** The name of its member of `alarmedEvents`, or the event itself where that is written as a text. */
  readonly event: string;
  /** From the repository's root, with the line. */
  readonly place: string;
  readonly service: Service | undefined;
  /** `error`: it is written at ERROR, or at ERROR or WARN; `text`: it is, as a text; `other`: something else. */
  readonly kind: 'error' | 'text' | 'other';
}

/** @returns Whose code a library is, by the library's alias: that of the service whose handler imports it. */
const readOwners = (root: string): ReadonlyMap<string, Service> =>
  new Map(
    services.flatMap((service) => {
      const handler = readFileSync(join(root, 'apps', service, 'src/handler.ts'), 'utf8');
      return [...handler.matchAll(/from '@pulso\/domain\/([a-z-]+)'/g)].map(([, library]): [string, Service] => [
        String(library),
        service,
      ]);
    }),
  );

const productionFiles = ['libs/{domain,adapters,kit}/**/*.ts', `apps/{${services.join()}}/**/*.ts`];

/**
 * Finds where the services' code names events with an alarm, and where it writes at ERROR.
 *
 * @param root - The repository's.
 */
export function findEventUses(root: string): readonly EventUse[] {
  const owners = readOwners(root);
  return globSync(productionFiles, { cwd: root })
    .filter((file) => !/\.spec\.ts$|\/testing\/|\/node_modules\//.test(file))
    .flatMap((file) => {
      const service = owners.get(/^libs\/domain\/([^/]+)/.exec(file)?.[1] ?? '');
      return usesIn(file, readFileSync(join(root, file), 'utf8')).map((use) => ({ ...use, service }));
    });
}

function usesIn(file: string, text: string): Omit<EventUse, 'service'>[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const uses: Omit<EventUse, 'service'>[] = [];
  const note = (node: ts.Node, event: string, kind: EventUse['kind']): void => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    uses.push({ event, place: `${file}:${line}`, kind });
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
