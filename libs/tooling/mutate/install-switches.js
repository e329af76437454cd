const ts = require('typescript');

/** What a changed file asks of its specs' process: `(id: number) => boolean`, whether this mutant is the one to try. */
const switchName = '$isMutant';

/** The smallest node of a tree that is this part of the text. */
function nodeAt(source, { start, end }) {
  let found;
  const visit = (node) => {
    if (node.getStart(source) > start || node.getEnd() < end) return;
    if (node.getStart(source) === start && node.getEnd() === end) found = node;
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return found;
}

const isWrittenOut = (node) => ts.isExpressionStatement(node) || ts.isThrowStatement(node);

/** A part of an expression can't be chosen by a condition: what holds it can. */
function spotOf(node) {
  if (ts.isBinaryExpression(node.parent) && node === node.parent.operatorToken) return node.parent;
  if (ts.isPropertyAccessExpression(node.parent) && node === node.parent.name) {
    const access = node.parent;
    return ts.isCallExpression(access.parent) && access.parent.expression === access ? access.parent : access;
  }
  const isName = 'name' in node.parent && node.parent.name === node;
  return !isName && (isWrittenOut(node) || ts.isExpression(node)) ? node : undefined;
}

/**
 * Writes all mutants of a file into its text, each behind a question whether it is on.
 *
 * @param {string} text - TypeScript.
 * @param {{ id: number, start: number, end: number, replacement: string }[]} mutants
 * @returns {{ text: string, ids: Set<number> }} `ids`: those that are in it. The others have no place for a condition.
 */
function installSwitches(text, mutants) {
  const source = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  const spots = new Map();
  const ids = new Set();
  for (const mutant of mutants) {
    const node = nodeAt(source, mutant);
    const spot = node && spotOf(node);
    if (spot === undefined) continue;
    spots.set(spot, [...(spots.get(spot) ?? []), mutant]);
    ids.add(mutant.id);
  }

  const part = (start, end) => text.slice(start, end);
  const changed = (node, { start, end, replacement }) =>
    part(node.getStart(source), start) + replacement + part(end, node.getEnd());

  /** A node's text with the switches of all that is below it. */
  function unchanged(node) {
    let written = '';
    let at = node.getStart(source);
    ts.forEachChild(node, (child) => {
      written += part(at, child.getStart(source)) + print(child);
      at = child.getEnd();
    });
    return written + part(at, node.getEnd());
  }

  function print(node) {
    const own = spots.get(node) ?? [];
    if (own.length === 0) return unchanged(node);
    if (isWrittenOut(node))
      return `{ if (!${own.map(({ id }) => `${switchName}(${id})`).join(' && !')}) { ${unchanged(node)} } }`;
    return own.reduceRight(
      (rest, mutant) => `(${switchName}(${mutant.id}) ? (${changed(node, mutant)}) : ${rest})`,
      `(${unchanged(node)})`,
    );
  }

  return { text: `${text.slice(0, source.getStart())}${print(source)}`, ids };
}

module.exports = { installSwitches, switchName };
