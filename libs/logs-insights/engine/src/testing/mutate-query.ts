/** Characters of typing errors: those that mean something to the language, and some that do not. */
const slips: readonly string[] = [...'|,()[]{}<>=!~+-*/%^"\'`\\#@.:;&$?_09aZ \n\t\u00a0\u0000\ud800😀“'];

const pieceOfText = /[\w@.]+|\s+|[^\w@.\s]/g;

/** How a text is changed; `place` counts characters or words, `other` is what to put there. */
interface Mutation {
  readonly kind: (typeof mutationKinds)[number];
  readonly place: number;
  readonly other: string;
}

export const mutationKinds = [
  'delete a character',
  'insert a character',
  'replace a character',
  'swap two characters',
  'delete a word',
  'double a word',
  'replace a word',
  'cut the end off',
  'insert the other text',
] as const;

/** @returns The text with one change; places beyond its end wrap around. */
export function mutateQuery(query: string, { kind, place, other }: Mutation): string {
  const at = query.length === 0 ? 0 : place % query.length;
  const words = query.match(pieceOfText) ?? [];
  const wordAt = words.length === 0 ? 0 : place % words.length;
  const word = words[wordAt] ?? '';
  const slip = slips[place % slips.length] ?? '';
  switch (kind) {
    case 'delete a character':
      return query.slice(0, at) + query.slice(at + 1);
    case 'insert a character':
      return query.slice(0, at) + slip + query.slice(at);
    case 'replace a character':
      return query.slice(0, at) + slip + query.slice(at + 1);
    case 'swap two characters':
      return query.slice(0, at) + query.slice(at + 1, at + 2) + query.slice(at, at + 1) + query.slice(at + 2);
    case 'delete a word':
      return words.toSpliced(wordAt, 1).join('');
    case 'double a word':
      return words.toSpliced(wordAt, 1, word, ' ', word).join('');
    case 'replace a word':
      return words.toSpliced(wordAt, 1, other.match(pieceOfText)?.[0] ?? other).join('');
    case 'cut the end off':
      return query.slice(0, at);
    case 'insert the other text':
      return `${query.slice(0, at)} ${other} ${query.slice(at)}`;
    default:
      return kind satisfies never;
  }
}
