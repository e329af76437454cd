const ts = require('typescript');

const { levelChanges } = require('./level-changes');
const { boundaryChanges, conditionChanges, returnChanges, statementChanges } = require('./logic-changes');
const { describeMutant } = require('./mutant');
const { unitChanges } = require('./unit-changes');

/** The classes, and what each changes at a node of the syntax tree. */
const changesOf = {
  units: unitChanges,
  levels: levelChanges,
  conditions: conditionChanges,
  boundaries: boundaryChanges,
  returns: returnChanges,
  statements: statementChanges,
};

const mutantClasses = Object.keys(changesOf);

/** What is there for the compiler only can't break anything. */
const isOfTypes = (node) =>
  ts.isTypeNode(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node);

/** The compiler has made sure that it never runs. */
const isNever = (node) =>
  (ts.isReturnStatement(node) || ts.isExpressionStatement(node)) &&
  node.expression !== undefined &&
  ts.isSatisfiesExpression(node.expression) &&
  node.expression.type.kind === ts.SyntaxKind.NeverKeyword;

/**
 * Makes every mutant of a file.
 *
 * @param {string} file - From the root of the repository.
 * @param {string} text - TypeScript.
 * @param {string[]} classes - Of `mutantClasses`.
 * @returns {import('./mutant').Mutant[]} In the order of the text.
 */
function makeMutants(file, text, classes) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const mutants = [];
  const visit = (node) => {
    if (isOfTypes(node) || isNever(node)) return;
    for (const kind of classes) {
      for (const { node: changed, replacement } of changesOf[kind](node)) {
        const change = { kind, start: changed.getStart(source), end: changed.getEnd(), replacement };
        mutants.push(describeMutant(file, text, change));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants.sort((a, b) => a.start - b.start);
}

module.exports = { makeMutants, mutantClasses };
