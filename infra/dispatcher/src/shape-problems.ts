import { knownDestinationSchema, webhookFormats } from '@pulso/contracts/report-plan';
import * as z from 'zod/mini';

/** What to write into a field that is not as the contract has it. */
const remedies: ReadonlyMap<string, string> = new Map([
  ['type', "write 'telegram' for a chat, 'email' for a list of addresses, 'webhook' for a webhook"],
  ['chatId', "write the chat's id in quotes, as in '-1001234567890', or its '@name'"],
  ['messageThreadId', 'write the number of the topic, without quotes'],
  ['placeholderMessageId', 'leave it out'],
  ['showsProgress', "write false for closed reports only, or true for a run's progress, too"],
  ['name', "write a name in quotes, as in 'owners': it stands in logs, and must not be an address"],
  ['addresses', "write 1 to 50 addresses in a list, as in ['name@example.com']"],
  ['format', `write one of ${webhookFormats.join(', ')}, in quotes`],
  ['language', "write a tag in quotes, as in 'de', or leave it out for English"],
  ['timeZone', "write a name in quotes, as in 'Europe/Madrid', or leave it out for UTC"],
]);

/** What people call fields whose names differ in more than capitals. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['topicid', 'messageThreadId'],
  ['topic', 'messageThreadId'],
  ['threadid', 'messageThreadId'],
  ['lang', 'language'],
  ['locale', 'language'],
  ['tz', 'timeZone'],
  ['id', 'chatId'],
]);

/**
 * Finds what the contract of destinations refuses, and fields that it does not have, which every reader would ignore.
 *
 * @param place - The file, and where the destination stands in it.
 * @returns One sentence per problem, without its values: they may be addresses.
 */
export function shapeProblems(place: string, destination: object): string[] {
  const result = z.safeParse(knownDestinationSchema, destination);
  const wrong = new Set(result.success ? [] : result.error.issues.map(({ path }) => String(path[0])));
  return [
    ...[...wrong].map((field) => valueProblem(place, field, valueOf(destination, field))),
    ...topicProblems(place, valueOf(destination, 'messageThreadId')),
    ...unknownFieldProblems(place, destination),
  ];
}

const valueOf = (destination: object, field: string): unknown => new Map(Object.entries(destination)).get(field);

function valueProblem(place: string, field: string, value: unknown): string {
  const remedy = remedies.get(field) ?? 'see docs/deploy.md';
  if (value === undefined) return `${place}.${field} is missing: ${remedy}`;
  if (field === 'chatId' && typeof value === 'number') return `${place}.${field} is a number: write it in quotes`;
  return `${place}.${field} is not as it must be: ${remedy}`;
}

/** The links of a group number its topic General 1, and no message can be sent to a topic of this number. */
const topicProblems = (place: string, messageThreadId: unknown): string[] =>
  messageThreadId === 1 ? [`${place}.messageThreadId is 1, the topic General: leave it out`] : [];

function unknownFieldProblems(place: string, destination: object): string[] {
  const known = knownFieldsOf(valueOf(destination, 'type'));
  if (!known) return [];
  return Object.keys(destination)
    .filter((field) => !known.includes(field))
    .map((field) => `${place} has a field "${field}", which no reader knows: ${replacementFor(field, known)}`);
}

/** @returns undefined for a type that there is not: what fields it would have is not known. */
function knownFieldsOf(type: unknown): string[] | undefined {
  const schema = knownDestinationSchema.def.options.find(({ shape }) => z.safeParse(shape.type, type).success);
  return schema && Object.keys(schema.shape);
}

function replacementFor(field: string, known: readonly string[]): string {
  const plain = (name: string): string => name.replace(/[^a-z]/gi, '').toLowerCase();
  const meant = known.find((name) => plain(name) === plain(field)) ?? otherNames.get(plain(field));
  if (meant !== undefined && known.includes(meant)) return `write ${meant} instead`;
  return `leave it out; there are ${known.filter((name) => name !== 'placeholderMessageId').join(', ')}`;
}
