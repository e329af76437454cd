import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import ts from 'typescript';

const documentation = 'https://docs.aws.amazon.com/';
const page = /\(.*\b(API_[A-Z]\w+|[\w.-]+\.html)\b.*\)/;
const starter = /^start\w*Target$/;
const standsAlone = /^([xf](it|test|describe)|(it|test|describe)\.(only|skip|todo|failing|concurrent))\b/;

/**
 * Reads a conformance spec and says what keeps it from running on AWS, or from naming what it follows.
 *
 * Asked for: it starts a target (a function `start...Target` of a file that is built on `@pulso/local/conformance`) and nothing
 * beside it, its outermost `describe` names the service's reference, every test's title a page, `API_...` or a guide's
 * `....html`, and no test is left out.
 *
 * @returns Sentences with a line each; none for a spec that does.
 */
export function faultsOfSpec(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const faults: string[] = [];
  const at = (node: ts.Node): string => `${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  let starts = 0;

  const visit = (node: ts.Node, depth: number): void => {
    if (!ts.isCallExpression(node)) {
      ts.forEachChild(node, (child) => visit(child, depth));
      return;
    }
    const name = rootOf(node.expression);
    if (starter.test(name)) starts += 1;
    if (name === 'fetch' || name === 'startTestCloud') faults.push(`${at(node)} calls ${name}, which is no AWS.`);
    const words = node.expression.getText();
    if (standsAlone.test(words)) faults.push(`${at(node)} leaves tests out or hides others: ${words}.`);
    const isGroup = name === 'describe';
    if (isGroup || name === 'it' || name === 'test') {
      // `it.each(rows)` is the inner call of `it.each(rows)(title, ...)` and has no title.
      const isTable = ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'each';
      const title = node.arguments[0]?.getText() ?? '';
      if (!isTable && isGroup && depth === 0 && !namesReference(title, text)) {
        faults.push(`${at(node)} describes something without the address of its reference.`);
      }
      if (!isTable && !isGroup && !page.test(title)) faults.push(`${at(node)} names no page: ${title}.`);
    }
    ts.forEachChild(node, (child) => visit(child, depth + (isGroup ? 1 : 0)));
  };
  visit(source, 0);

  if (starts === 0) faults.push(`${path} starts no target.`);
  if (!startersOf(source).some((file) => isBuiltOnTarget(file, dirname(path)))) {
    faults.push(`${path} imports no function start...Target of a file that is built on @pulso/local/conformance.`);
  }
  return faults;
}

/** @returns The name that a call begins with: `it` of `it.each(rows)(title, run)`. */
function rootOf(expression: ts.Expression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isCallExpression(expression) || ts.isPropertyAccessExpression(expression))
    return rootOf(expression.expression);
  return '';
}

function namesReference(title: string, text: string): boolean {
  if (title.includes(documentation)) return true;
  return title.includes('${reference}') && text.includes(`const reference = '${documentation}`);
}

/** @returns The files from which functions `start...Target` are imported, as they are written. */
const startersOf = (source: ts.SourceFile): string[] =>
  source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const bindings = statement.importClause?.namedBindings;
    const names = bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
    return names.some((name) => starter.test(name)) ? [statement.moduleSpecifier.text] : [];
  });

/** Follows relative imports of starters to the one that opens the target. */
function isBuiltOnTarget(specifier: string, folder: string): boolean {
  if (!specifier.startsWith('.')) return false;
  const file = join(folder, `${specifier}.ts`);
  if (!existsSync(file)) return false;
  const text = readFileSync(file, 'utf8');
  if (/import \{[^}]*openConformanceTarget[^}]*\} from '@pulso\/local\/conformance'/.test(text)) return true;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return startersOf(source).some((next) => isBuiltOnTarget(next, dirname(file)));
}
