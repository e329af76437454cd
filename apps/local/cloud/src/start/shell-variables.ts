/** What a POSIX shell takes as it stands. */
const plainValue = /^[\w@%+=:,./-]+$/;

/** @returns The text as one word of a POSIX shell, in quotes where it would be something else without. */
export const quoteForShell = (text: string): string =>
  plainValue.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * Writes variables as lines that a shell can read: `set -a; . FILE; set +a`.
 *
 * @returns One KEY=VALUE per line; a value is quoted where a shell would make something else of it.
 * @throws {RangeError} A name is none. Not retryable.
 */
export const shellVariables = (variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables)
    .map(([name, value]) => {
      if (!/^[A-Z_][A-Z0-9_]*$/.test(name)) throw new RangeError(`"${name}" is no name of a variable.`);
      return `${name}=${quoteForShell(value)}\n`;
    })
    .join('');
