import { InvalidExpressionError } from './errors';
import { type Value } from './value';

/** What the expressions of a text can reach. */
export interface Scope {
  /** What the text belongs to, for errors. */
  readonly where: string;
  /** @param path - Of `aws_sqs_queue.jobs.arn` or `data.aws_region.here.region`: names and indexes. */
  lookUp(path: readonly string[]): Value;
  /** @returns The SHA-256 of a file, in base64. @throws {RangeError} There is none. */
  hashOf(path: string): string;
}

/** Escapes, directives and expressions; one that does not end has no group. */
const marks = /\$\$\{|%%\{|%\{|\$\{(?:([^{}]*)\})?/g;
const reference = /^[A-Za-z_][\w-]*(?:\.[\w-]+|\[\d+\])+$/;
const fileHash = /^filebase64sha256\("([^"\\$%]*)"\)$/;

/**
 * Resolves a string of Terraform JSON: text with `${...}` in it.
 *
 * Of Terraform's language the synthesized stacks have references and `filebase64sha256("file")`, and nothing else is
 * understood here.
 *
 * @returns A string that is exactly one `${...}` keeps the type of its value.
 * @throws {InvalidExpressionError} Malformed, or another part of the language. Not retryable.
 * @throws What `lookUp` throws.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function resolveText(text: string, scope: Scope): Value {
  const fail = (reason: string): never => {
    throw new InvalidExpressionError(scope.where, text, reason);
  };
  const valueOf = (expression: string): Value => {
    if (reference.test(expression)) return scope.lookUp(expression.split(/[.[\]]+/).filter(Boolean));
    const [, path] = fileHash.exec(expression) ?? [];
    if (path === undefined) return fail('only references and filebase64sha256("...") are supported');
    try {
      return scope.hashOf(path);
    } catch (error) {
      if (error instanceof RangeError) return fail(error.message);
      throw error;
    }
  };
  const [, whole] = /^\$\{([^{}]*)\}$/.exec(text) ?? [];
  if (whole !== undefined) return valueOf(whole.trim());
  return text.replace(marks, (mark: string, expression: string | undefined) => {
    if (mark === '$${' || mark === '%%{') return mark.slice(1);
    if (mark === '%{') return fail('template directives are not supported');
    if (expression === undefined) return fail('a "${" has no end');
    const value = valueOf(expression.trim());
    return typeof value === 'object' ? fail(`${expression.trim()} is no text`) : String(value);
  });
}
