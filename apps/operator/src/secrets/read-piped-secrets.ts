import { UsageError } from '@pulso/adapters/node-runtime';

/**
 * Reads lines `NAME=VALUE`. Blank lines, and lines that begin with `#`, are left out.
 *
 * @returns The values by name.
 * @throws {UsageError} A line is something else, or a name comes twice. Nothing of the line is quoted: it may be a secret.
 */
export function readPipedSecrets(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, name, value = ''] = /^\s*([a-z0-9][a-z0-9-]*)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value.trim() === '') {
      throw new UsageError(`Line ${index + 1} of the input is not NAME=VALUE, for example bot-token=123456:ABC...`);
    }
    if (values.has(name)) throw new UsageError(`Line ${index + 1} of the input sets ${name} again.`);
    values.set(name, value.trim());
  }
  return values;
}
