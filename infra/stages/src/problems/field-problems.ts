import { holdsToken } from './holds-token';

/**
 * Finds fields of settings that nothing reads: a slip in the name of an optional one would leave it out silently, and a
 * secret beside the others would stay in the file. Types say it too, to those who check them.
 *
 * @param place - Of the settings in their file, with a dot at the end; empty for the file itself.
 * @param known - Every field that there may be.
 * @returns One sentence per field, without its file and never with its value.
 */
export function fieldProblems(place: string, settings: object, known: readonly string[]): string[] {
  const secrets = 'a secret belongs into no file, npm run secrets takes it';
  return Object.entries(settings)
    .filter(([name]) => !known.includes(name))
    .map(([name, value]) =>
      holdsToken(value)
        ? `${place}${name} has a token in it: leave it out, ${secrets}`
        : `${place}${name} is a field that nothing reads: leave it out, or write one of ${known.join(', ')}`,
    );
}
