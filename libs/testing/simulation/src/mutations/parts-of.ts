import ts from 'typescript';

/** @returns The part that a node has, if it is of the step's kind and has its names. */
type Find = (node: ts.Node, names: readonly string[]) => ts.Node | undefined;

const finders: Readonly<Record<string, Find>> = {
  declared: (node, [name]) => {
    if (ts.isFunctionDeclaration(node)) return node.name?.text === name ? node.body : undefined;
    if (!ts.isVariableDeclaration(node) || node.name.getText() !== name || !node.initializer) return undefined;
    return ts.isArrowFunction(node.initializer) ? node.initializer.body : node.initializer;
  },
  property: (node, [name]) => {
    if (ts.isShorthandPropertyAssignment(node)) return node.name.text === name ? node : undefined;
    return ts.isPropertyAssignment(node) && node.name.getText() === name ? node.initializer : undefined;
  },
  call: (node, [name, ...names]) =>
    ts.isCallExpression(node) &&
    `.${node.expression.getText()}`.endsWith(`.${name}`) &&
    names.every((other) => node.arguments.some((argument) => mentions(argument, other)))
      ? node
      : undefined,
  if: (node, names) => conditionWith(node, names),
  then: (node, names) => {
    if (!conditionWith(node, names)) return undefined;
    if (ts.isIfStatement(node)) return node.thenStatement;
    return ts.isConditionalExpression(node) ? node.whenTrue : undefined;
  },
  return: (node, names) =>
    ts.isReturnStatement(node) && names.every((name) => mentions(node, name)) ? node.expression : undefined,
  case: (node, [name]) =>
    ts.isCaseClause(node) && ts.isStringLiteral(node.expression) && node.expression.text === name ? node : undefined,
};

function conditionWith(node: ts.Node, names: readonly string[]): ts.Expression | undefined {
  const condition = ts.isIfStatement(node)
    ? node.expression
    : ts.isConditionalExpression(node)
      ? node.condition
      : undefined;
  return condition && names.every((name) => mentions(condition, name)) ? condition : undefined;
}

/** Whether a name, or a string of that text, stands in a node outside of the functions in it. */
function mentions(node: ts.Node, name: string): boolean {
  if (ts.isFunctionLike(node)) return false;
  if ((ts.isIdentifier(node) || ts.isStringLiteral(node)) && node.text === name) return true;
  return ts.forEachChild(node, (child) => mentions(child, name) || undefined) ?? false;
}

/**
 * Finds parts of code by names, however the code around them is worded.
 *
 * @param within - Where to look: a file, or what the step before has found.
 * @param step - One of:
 *   - `NAME`: the body of the function, or the value of the variable, that is declared with this name;
 *   - `property NAME`: the value of an object's property;
 *   - `call NAME [NAME ...]`: a call of this function or method; its arguments mention the further names;
 *   - `if NAME [NAME ...]`: the condition of an `if` or a `? :` that mentions all these names or strings;
 *   - `then NAME [NAME ...]`: what is done, or the value, where such a condition holds;
 *   - `return NAME [NAME ...]`: what a `return` that mentions all these gives back;
 *   - `case NAME`: the case of a `switch` for this string, to look into.
 * @returns All that fit, in the order of the code.
 */
export function partsOf(within: ts.Node, step: string): ts.Node[] {
  const words = step.split(' ');
  const [kind = '', ...names] = words.length === 1 ? ['declared', ...words] : words;
  const parts: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const part = finders[kind]?.(node, names);
    if (part) parts.push(part);
    ts.forEachChild(node, visit);
  };
  visit(within);
  return parts;
}
