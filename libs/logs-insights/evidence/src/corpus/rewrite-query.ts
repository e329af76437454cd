/**
 * What the words and the white space of a query may not be looked for in: strings, names in backticks, comments and
 * patterns, which stand after `like`, `=~`, `parse` and its source. It suits the corpus, not any query there may be.
 */
const closedPart =
  /("(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|`[^`]*`|#[^\n]*|(?<=(?:\blike|=~|~=|\bparse(?:\s+[\w@.]+(?:\([^()]*\))?)?)\s*)\/(?:[^/\\]|\\.)*\/)/i;

const commandWord =
  /(^\s*|\|\s*)(fields?|display|filter(?:index)?|where|parse|stats|sort|order|limit|head|dedup|unnest|expand|fillmissing|filldown|accum|addtotals|source)(?![\w@.(`])/gi;

const joiningWord = /(?<![\w@.`])(by|as|and|or|not|in|into|like|asc|desc)(?![\w@.`])/gi;

/** Rewrites what is neither quoted nor a pattern nor a comment; `isAtStart` for the first part. */
function rewriteOpenParts(query: string, rewrite: (part: string, isAtStart: boolean) => string): string {
  return query
    .split(closedPart)
    .map((part, index) => (index % 2 === 0 ? rewrite(part, index === 0) : part))
    .join('');
}

const withoutComments = (query: string): string =>
  query
    .split(closedPart)
    .filter((part, index) => index % 2 === 0 || !part.startsWith('#'))
    .join('');

const eachCommandOnALine = (query: string): string => rewriteOpenParts(query, (part) => part.replaceAll('|', '\n|'));

const withUpperCaseWords = (query: string): string =>
  rewriteOpenParts(query, (part, isAtStart) =>
    part
      .replace(joiningWord, (word) => word.toUpperCase())
      .replace(commandWord, (found, before: string, word: string) =>
        before === '' && !isAtStart ? found : before + word.toUpperCase(),
      ),
  );

/** Ways to write a query that mean the same, by what they do to it. */
export const rewritings: Readonly<Record<string, (query: string) => string>> = {
  'on one line': (query) => rewriteOpenParts(withoutComments(query), (part) => part.replace(/\s+/g, ' ')),
  'with a line for each command': eachCommandOnALine,
  'with line ends of Windows and tabs': (query) =>
    rewriteOpenParts(eachCommandOnALine(query), (part) => part.replaceAll(' ', '\t ').replaceAll('\n', '\r\n\r\n')),
  'with other white space': (query) =>
    rewriteOpenParts(query, (part) => part.replaceAll(' ', '\u00a0\u2003').replaceAll('\n', '\n\v\f\n')),
  'with keywords in upper case': withUpperCaseWords,
  'with a comment after each line': (query) =>
    `# "first | '\n${eachCommandOnALine(query).replaceAll('\n', " # isn't | a `command` /here\n")} # last`,
};
