import { closestTo } from '../parser/suggest';
import { type FieldReference } from '../plan/query-plan';
import { type KnownFields } from './known-fields';
import { type QueryProblem, joinWords, quote, writeName } from './query-problem';

/** More known names than these are not listed. */
const maxListed = 12;

/** Shorter names get no suggestion; where events can have other fields, it takes more to be a slip. */
const minLength = 3;
const minOpenLength = 5;

/** What a name in a query can consist of, and the hyphens between such names. */
const nameCharacters = /[\w@.-]/;

/** Finds the fields that a query reads and no event has. */
export function findUnknownFields(
  text: string,
  references: readonly FieldReference[],
  known: KnownFields,
): readonly QueryProblem[] {
  const problems: QueryProblem[] = [];
  for (const reference of references) {
    if (known.schemaOf(reference.name)) continue;
    const problem = hyphenProblem(text, reference, known) ?? unknownProblem(reference, known);
    const isTold = problems.some(({ location }) => location.startCharOffset === problem?.location.startCharOffset);
    if (problem && !isTold) problems.push(problem);
  }
  return problems;
}

/** `foo-bar` without backticks is the difference of two fields. */
function hyphenProblem(text: string, { location }: FieldReference, known: KnownFields): QueryProblem | undefined {
  let start = location.startCharOffset;
  let end = location.endCharOffset + 1;
  while (nameCharacters.test(text[start - 1] ?? '')) start -= 1;
  while (nameCharacters.test(text[end] ?? '')) end += 1;
  const name = text.slice(start, end);
  const parts = name.split('-');
  if (!known.schemaOf(name) || parts.some((part) => known.schemaOf(part))) return undefined;
  const suggestion = `\`${name}\``;
  return {
    message: `${name} without backticks is ${parts.join(' minus ')}, none of which events have; write ${suggestion} for the field`,
    location: { startCharOffset: start, endCharOffset: end - 1 },
    severity: 'error',
    suggestion,
  };
}

function unknownProblem({ name, location }: FieldReference, known: KnownFields): QueryProblem | undefined {
  const parts = known.names.filter((other) => other.startsWith(`${name}.`));
  const nearest = nearestName(name, known);
  if (known.allowsOthers && nearest === undefined) return undefined;
  const severity = known.allowsOthers ? 'warning' : 'error';
  const unknown = `no event has a field ${quote(name)}`;
  if (parts.length > 0) {
    const listed = joinWords(parts.slice(0, maxListed));
    return { message: `${unknown}, only parts of it; write ${listed}`, location, severity };
  }
  const outer = outerField(name, known);
  if (outer !== undefined) {
    const message = `${unknown}: ${outer} is a single value without parts; if it holds JSON, read them from jsonParse(${outer})`;
    return { message, location, severity };
  }
  const suggestion = nearest === undefined ? undefined : writeName(nearest);
  const remedy = suggestion ? `did you mean ${suggestion}?` : `known are ${listOf(known.names)}`;
  return { message: `${unknown}; ${remedy}`, location, severity, ...(suggestion !== undefined && { suggestion }) };
}

/** The known name that is nearly this one, differs only by its `@`, or ends like it. */
function nearestName(name: string, { names, allowsOthers }: KnownFields): string | undefined {
  const candidates = names
    .filter((other) => other.startsWith('@') === name.startsWith('@'))
    .map((other) => withPartsOf(name, other));
  if (allowsOthers) {
    const others = candidates.filter((other) => !isOfSeries(name, other));
    return name.length < minOpenLength ? undefined : closestTo(name, others, 1);
  }
  // One letter more or less makes a short name any other.
  const nearest = name.length < minLength ? undefined : closestTo(name, candidates);
  const withAt = names.find((other) => other.toLowerCase() === `@${name.toLowerCase()}`);
  return nearest ?? withAt ?? onlyWithEnd(names, `.${name}`);
}

/** The known name with the parts of the other in place of its `*`. */
function withPartsOf(name: string, known: string): string {
  const parts = name.split('.');
  return known
    .split('.')
    .map((part, index) => (part === '*' ? (parts[index] ?? part) : part))
    .join('.');
}

/** Whether the names differ only by digits, as those of a series do. */
const isOfSeries = (name: string, other: string): boolean => name.replace(/\d/g, '') === other.replace(/\d/g, '');

/** The field that the name asks for a part of. */
function outerField(name: string, known: KnownFields): string | undefined {
  for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
    const outer = name.slice(0, dot);
    if (known.schemaOf(outer)) return outer;
  }
  return undefined;
}

function onlyWithEnd(names: readonly string[], end: string): string | undefined {
  const [found, another] = names.filter((name) => name.endsWith(end));
  return another === undefined ? found : undefined;
}

function listOf(names: readonly string[]): string {
  const own = names.filter((name) => !name.startsWith('@'));
  const more = own.length - maxListed;
  return more > 0 ? `${own.slice(0, maxListed).join(', ')} and ${more} more` : joinWords(own);
}
