import { type QueryWord } from '@pulso/local/console-api';
import { type FieldSchema } from '@pulso/logs-insights';

/**
 * Describes the fields of usage records for the editor.
 *
 * @param fields - Of the schema that queries are checked against.
 * @param source - The contract's own text, whose comments say what each field holds.
 */
export const describeUsageFields = (
  fields: Readonly<Record<string, FieldSchema>>,
  source: string,
): readonly QueryWord[] => {
  const comments = new Map([...source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s+(\w+):/g)].map(toSentence));
  return Object.entries(fields).map(([name, schema]) => {
    const sentence = comments.get(name);
    return { kind: 'field', name, detail: detailOf(schema), ...(sentence !== undefined && { sentence }) };
  });
};

function toSentence([, comment = '', name = '']: RegExpMatchArray): [string, string] {
  return [
    name,
    comment
      .replace(/^\s*\*\s?/gm, ' ')
      .replaceAll('`', '')
      .replace(/\s+/g, ' ')
      .trim(),
  ];
}

function detailOf(schema: FieldSchema): string {
  const { values, pattern } = { values: undefined, pattern: undefined, ...schema };
  if (values) return values.map((value) => JSON.stringify(value)).join(', ');
  return pattern === undefined ? schema.type : `${schema.type} as /${pattern}/`;
}
