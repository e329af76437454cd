import { commandsNotBuilt, functionsNotBuilt } from '../../../engine/src/parser/language-names';
import { type Check, type Evidence, type Message, openQuestions, questionMessages } from '../evidence/evidence';

const inCode = (kind: string, names: Iterable<string>): string =>
  wrapMarkdown(`${kind}: ${[...names].map((name) => `\`${name}\``).join(' ')}`);

/** The generated sections of docs/logs-insights.md, by the names of their markers. */
export const renderSections = (): Readonly<Record<string, string>> => ({
  'not built': `${inCode('Commands', commandsNotBuilt)}\n\n${inCode('Functions', functionsNotBuilt)}`,
  'open questions': renderOpenQuestions(openQuestions, questionMessages),
});

/**
 * Replaces what stands between `<!-- begin: name -->` and `<!-- end: name -->` in a document.
 *
 * @param sections - The new contents by name.
 * @throws {RangeError} The document has no such pair of markers. Not retryable.
 */
export function replaceSections(document: string, sections: Readonly<Record<string, string>>): string {
  return Object.entries(sections).reduce((text, [name, content]) => replaceSection(text, name, content), document);
}

function replaceSection(document: string, name: string, content: string): string {
  const begin = `<!-- begin: ${name} -->`;
  const end = `<!-- end: ${name} -->`;
  const start = document.indexOf(begin);
  const stop = document.indexOf(end);
  if (start < 0 || stop < start) throw new RangeError(`The document has no ${begin} ... ${end}.`);
  // Prettier would pad every table to its longest cell, so that one changed cell changed all lines.
  const body = `\n\n<!-- prettier-ignore-start -->\n\n${content}\n\n<!-- prettier-ignore-end -->\n\n`;
  return document.slice(0, start + begin.length) + body + document.slice(stop);
}

const maxColumns = 120;

/**
 * Breaks a paragraph or an item of a list into lines of at most 120 columns. Code and the text of links stay in one piece,
 * since a line that begins with a sign of theirs could mean something else in Markdown.
 *
 * @param text - One line.
 * @param indent - What further lines begin with, as wide as the mark of the item.
 * @example
 * wrapMarkdown('- a statement that is too long for one line ...', '  ');
 */
export function wrapMarkdown(text: string, indent = ''): string {
  const lines = [''];
  for (const word of text.match(/(?:`[^`]*`|\[[^\]]*\]|\S)+/g) ?? []) {
    const line = lines.at(-1) ?? '';
    if (line.trim() === '' || line.length + 1 + word.length <= maxColumns) {
      lines[lines.length - 1] = line.trim() === '' ? line + word : `${line} ${word}`;
    } else {
      lines.push(indent + word);
    }
  }
  return lines.join('\n');
}

/** Writes the open questions with the answers that are assumed here, and the commands that ask AWS. */
export function renderOpenQuestions(entries: readonly Evidence[], messages: readonly Message[]): string {
  return `${entries.map(renderEntry).join('\n')}

${beforeCommands}

\`\`\`bash
${renderSetup(messages)}

${entries.map(renderQuestion).join('\n\n')}
\`\`\``;
}

function renderEntry({ question, statement, tag }: Evidence): string {
  const mark = `${question?.number ?? ''}. `;
  const text = `**${question?.asks ?? ''}** Here: ${statement} (_${tag}_) Otherwise: ${question?.otherwise ?? ''}.`;
  return wrapMarkdown(mark + text, ' '.repeat(mark.length));
}

const beforeCommands = wrapMarkdown(
  'The commands below can be pasted into a shell that has the AWS CLI, `jq` and an account. They put a few events into a ' +
    'log group of their own and ask; each answer that differs from the line before it settles a question the other way. ' +
    'Remove the log group afterwards: `aws logs delete-log-group --log-group-name "$group"`.',
);

/** The events are those that the tests run the same queries over. Only the wide one is written by `jq`. */
function renderSetup(messages: readonly Message[]): string {
  const expressions = messages.map((message) =>
    typeof message === 'string' ? JSON.stringify(message) : `(${renderObject(message)} | tojson)`,
  );
  return `group=/pulso/open-questions
now=$(date +%s)
aws logs create-log-group --log-group-name "$group"
aws logs create-log-stream --log-group-name "$group" --log-stream-name events
jq -n --argjson now "$now" '[
  ${expressions.join(',\n  ')}
] | to_entries | map({timestamp: (($now - 60 + .key) * 1000), message: .value})' > events.json
aws logs put-log-events --log-group-name "$group" --log-stream-name events --log-events file://events.json
sleep 60 # until queries find them

ask() {
  local id
  id=$(aws logs start-query --log-group-name "$group" --start-time $((now - 3600)) --end-time $((now + 60)) \\
    --query-string "$1" \${2:+--limit "$2"} --query queryId --output text) || return
  until sleep 1; aws logs get-query-results --query-id "$id" > answer.json &&
    jq -e '.status | IN("Scheduled", "Running") | not' answer.json > /dev/null; do :; done
  jq -c '.results | map(map(select(.field != "@ptr") | {(.field): .value}) | add // {})' answer.json
}`;
}

function renderObject(message: object): string {
  const names = Object.keys(message);
  if (names.length < 10) return JSON.stringify(message);
  return `[range(${names.length}) | {key: "f\\(.)", value: .}] | from_entries`;
}

const renderQuestion = ({ question, checks }: Evidence): string =>
  [`# ${question?.number ?? ''}. ${question?.asks ?? ''}`, ...checks.flatMap(renderCheck)].join('\n');

function renderCheck({ query, given, rows, throws }: Check): readonly string[] {
  const limit = given?.limit === undefined ? '' : ` ${given.limit}`;
  const end = throws?.endsAt === undefined ? '' : `, whose endCharOffset is ${throws.endsAt} (see it with aws --debug)`;
  const expected = throws ? `a MalformedQueryException${end}` : JSON.stringify(rows);
  return [`# here: ${expected}`, `ask '${query}'${limit}`];
}
