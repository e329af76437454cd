import { type AttributeValue } from '@aws-sdk/client-dynamodb';

import { conflictingPaths, overlappingPaths, pathPattern, targetPaths } from './target-paths';
import { type Step } from './step';

/** What of a request its expressions are in and mean. */
interface Request {
  readonly expressions: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

type Check = (request: Request, expression: string, words: readonly string[]) => boolean;

const typeNames = ['B', 'BOOL', 'BS', 'L', 'M', 'N', 'NS', 'NULL', 'S', 'SS'];
const longTypeNames: Readonly<Record<string, string>> = {
  BINARY: 'B',
  BOOLEAN: 'BOOL',
  LIST: 'L',
  MAP: 'M',
  NUMBER: 'N',
  STRING: 'S',
};
const orders = ['<', '<=', '>', '>=', 'BETWEEN'];

/** Which types of values an operator or a function takes, by the developer guide. */
const operandTypes: Readonly<Record<string, readonly string[]>> = {
  '+': ['N'],
  '-': ['N'],
  ADD: ['BS', 'N', 'NS', 'SS'],
  DELETE: ['BS', 'NS', 'SS'],
  attribute_type: ['S'],
  begins_with: ['B', 'S'],
  list_append: ['L'],
  size: ['B', 'BS', 'L', 'M', 'NS', 'S', 'SS'],
  ...Object.fromEntries(orders.map((operator) => [operator, ['B', 'N', 'S']])),
};

/** Of the words that a damaged expression of the generator can have. */
const reservedWords = new Set('ADD AND BETWEEN DELETE IN L LIST NAME NOT OR REMOVE SET SIZE TYPE'.split(' '));

/** Texts that blame an expression, with what must be true then. */
const checks: readonly (readonly [RegExp, Check])[] = [
  [/^The expression can not be empty/, (_request, expression) => expression === ''],
  [
    /^Invalid attribute type name found; type: (.*), valid types/,
    ({ values }, expression, [type = '']) =>
      !typeNames.includes(type) && operandsOf('attribute_type', expression).some((name) => values[name]?.S === type),
  ],
  [
    /^The BETWEEN operator requires/,
    ({ values }, expression) =>
      [...expression.matchAll(/BETWEEN\s+(:\w+)\s+AND\s+(:\w+)/gi)].some(([, low = '', high = '']) =>
        areNoBounds(values[low], values[high]),
      ),
  ],
  [
    /^Incorrect operand type for operator or function; operator(?: or function)?: (\S+), operand type: (\S+)/,
    ({ values }, expression, [operator = '', type = '']) =>
      operandsOf(operator, expression)
        .map((name) => typeOf(values[name]))
        .some((found) => found === (longTypeNames[type] ?? type) && !operandTypes[operator]?.includes(found)),
  ],
  [
    /^The first operand must be distinct/,
    ({ names }, expression) =>
      new RegExp(`(?<![\\w.\\]])(${pathPattern})\\s*(?:[<>=]+|,)\\s*\\1(?![\\w.[])`).test(
        expression.replace(/#\w+/g, (name) => names[name] ?? name),
      ),
  ],
  [/^The expression has redundant parentheses/, (_request, expression) => /\(\s*\(/.test(expression)],
  [
    /^Attribute name is a reserved keyword; reserved keyword: (\w+)/,
    (_request, expression, [word = '']) =>
      reservedWords.has(word.toUpperCase()) && new RegExp(`(?<![#:\\w])${word}(?!\\w)`).test(expression),
  ],
  [
    /^An expression attribute (?:name|value) used .+ is not defined; attribute (?:name|value): (\S+)/,
    ({ names, values }, expression, [name = '']) =>
      tokensOf(expression).includes(name) && !(name in names || name in values),
  ],
  [/^Two document paths overlap/, ({ names }, expression) => overlappingPaths(targetPaths(expression, names))],
  [/^Two document paths conflict/, ({ names }, expression) => conflictingPaths(targetPaths(expression, names))],
];

/**
 * Judges by the input alone, and without a parser, whether an expression has the defect that an error blames on it.
 *
 * @returns False too for a text of another kind.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function hasDefect(step: Step, message: string): boolean {
  const requests = requestsOf(step);
  const unused = /^Value provided in ExpressionAttribute(?:Names|Values) unused in expressions: keys: \{(.+)\}/.exec(
    message,
  )?.[1];
  if (unused !== undefined)
    return requests.some((request) => unused.split(', ').every((name) => isUnused(request, name)));
  const [, name = '', text = ''] =
    /^(?:1 validation error detected: )?Invalid (\w+Expression): (.*)$/s.exec(message) ?? [];
  const [pattern, isTrue] = checks.find(([known]) => known.test(text)) ?? [];
  if (!pattern || !isTrue) return false;
  const words = pattern.exec(text)!.slice(1);
  return requests.some((request) => {
    const expression = request.expressions[name];
    return expression !== undefined && isTrue(request, expression, words);
  });
}

function requestsOf({ input }: Step): Request[] {
  const members = input['TransactItems'] as readonly Record<string, Record<string, unknown>>[] | undefined;
  const holders = members?.flatMap((member) => Object.values(member)) ?? [input];
  return holders.map((holder) => ({
    expressions: Object.fromEntries(Object.entries(holder).filter(([name]) => name.endsWith('Expression'))) as Record<
      string,
      string
    >,
    names: (holder['ExpressionAttributeNames'] ?? {}) as Record<string, string>,
    values: (holder['ExpressionAttributeValues'] ?? {}) as Record<string, AttributeValue>,
  }));
}

const tokensOf = (expression: string): readonly string[] => expression.match(/[#:]\w*/g) ?? [];

const isUnused = ({ expressions, names, values }: Request, name: string): boolean =>
  (name in names || name in values) && !Object.values(expressions).some((text) => tokensOf(text).includes(name));

/** @returns The placeholders of values beside an operator, in a function or in a clause. */
function operandsOf(operator: string, expression: string): readonly string[] {
  const escaped = operator.replace(/[+]/g, '\\$&');
  const pattern = /^[a-z]/.test(operator)
    ? `${escaped}\\s*\\((?:[^()]|\\([^()]*\\))*\\)`
    : operator === 'BETWEEN'
      ? '\\S+\\s+BETWEEN\\s+\\S+\\s+AND\\s+\\S+'
      : /^[A-Z]/.test(operator)
        ? `\\b${escaped}\\s.*?(?=\\b(?:SET|REMOVE|ADD|DELETE)\\b|$)`
        : `(?::\\w+\\s*)?(?<![<>=])${escaped}(?![<>=])(?:\\s*:\\w+)?`;
  return [...expression.matchAll(new RegExp(pattern, 'gi'))].flatMap(([part]) => part.match(/:\w+/g) ?? []);
}

const typeOf = (value: AttributeValue | undefined): string => Object.keys(value ?? {})[0] ?? '';

/** Of different types, or in the wrong order. */
function areNoBounds(low: AttributeValue | undefined, high: AttributeValue | undefined): boolean {
  const type = typeOf(low);
  if (type !== typeOf(high)) return true;
  if (low?.N !== undefined && high?.N !== undefined) return Number(low.N) > Number(high.N);
  if (low?.S !== undefined && high?.S !== undefined) return Buffer.compare(Buffer.from(low.S), Buffer.from(high.S)) > 0;
  return low?.B !== undefined && high?.B !== undefined && Buffer.compare(low.B, high.B) > 0;
}
