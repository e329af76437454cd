/** Names in the spellings that code needs, and their checks. */
const kebabCase = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** AWS's limit for names of functions is 64; the stage and endings of alarms come on top. */
const longestName = 32;

/** A person typed something invalid. The message says what to type instead. */
export class GeneratorError extends Error {
  override name = 'GeneratorError';
}

/** @throws {GeneratorError} It is not in kebab-case, or too long for the names that are made of it. */
export function requireKebabCase(what: string, name: string): void {
  if (!kebabCase.test(name)) {
    throw new GeneratorError(
      `The ${what} "${name}" is no kebab-case name: lower-case letters and digits in words with "-" between them, a ` +
        'letter first, such as digest-sender.',
    );
  }
  if (name.length > longestName) {
    throw new GeneratorError(`The ${what} "${name}" has ${name.length} characters; names have at most ${longestName}.`);
  }
}

const capitalize = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

/** @example pascalCase('digest-sender'); // 'DigestSender' */
export const pascalCase = (name: string): string => name.split('-').map(capitalize).join('');

/** @example camelCase('digest-sender'); // 'digestSender' */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  return `${pascal.slice(0, 1).toLowerCase()}${pascal.slice(1)}`;
}

/** @returns The name of one message of a queue: the queue in the singular. */
export const singular = (queue: string): string => (/[^s]s$/.test(queue) ? queue.slice(0, -1) : `${queue}-message`);
