import { type NamedVersion } from './compare-versions';

/**
 * Finds numbers of reports that go wrong while the bot that writes records is of one version and the dispatcher, whose
 * questions are asked of them, of the other one: a value that questions filter by has another name.
 *
 * A question that counts something else on purpose differs also among the values that both versions have. It is left out.
 *
 * @returns A line per number.
 */
export function misreadRecords(writing: NamedVersion, asking: NamedVersion, seed: number, count: number): string[] {
  if (writing.usage === undefined || asking.usage === undefined) return [];
  const records = writing.usage.write(seed, count);
  const known = records.filter(asking.usage.knows);
  if (known.length === records.length) return [];
  const [own, other] = [writing.usage.count(records), asking.usage.count(records)];
  const [ownOfKnown, otherOfKnown] = [writing.usage.count(known), asking.usage.count(known)];
  return Object.entries(own)
    .filter(([name, value]) => name in other && other[name] !== value && ownOfKnown[name] === otherOfKnown[name])
    .map(
      ([name, value]) =>
        `usage records of the bot of ${writing.label}: the questions of ${asking.label} count ${other[name]} as "${name}", and not ${value}`,
    );
}
