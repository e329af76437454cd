import { type TimedUpdate } from '../../demo/read-updates';

/** What people ask on one day. */
export interface CountedDay {
  /** Requests in a group. */
  readonly group: number;
  /** Requests in private that are answered. */
  readonly private: number;
  /** Requests in private that are refused. */
  readonly refused: number;
  /** Who asks, in turn; all of them do. */
  readonly people: readonly number[];
}

/** Counts what a report of the day must say, by the names of the catalogue. */
export function countDay(day: CountedDay, known: ReadonlySet<number>): Readonly<Record<string, number>> {
  const { group, private: answeredInPrivate, refused, people } = day;
  return {
    'group-requests': group,
    'private-requests': answeredInPrivate + refused,
    'new-users': people.filter((person) => !known.has(person)).length,
    'activity/requests': group + answeredInPrivate + refused,
    'activity/people': people.length,
    'activity/groups': group > 0 ? 1 : 0,
    'activity/answered': group + answeredInPrivate,
    'activity/not-understood': 0,
    'activity/refused': refused,
    'activity/failed': 0,
    'activity/unreachable': 0,
    'activity/blocked': 0,
    'activity/joined': 0,
    'activity/left': 0,
  };
}

/**
 * Makes the updates of a day, and some more that are no requests.
 *
 * @param day - Keeps ids of updates and messages apart from those of other days.
 * @param endMs - When the last of them comes, epoch ms; they come a second apart.
 */
export function updatesOf(
  counted: CountedDay | undefined,
  { day, endMs, groupId }: { readonly day: number; readonly endMs: number; readonly groupId: number },
): TimedUpdate[] {
  if (!counted) return [];
  const { group, private: answeredInPrivate, refused, people } = counted;
  const said = (text: string, count: number, isInGroup: boolean) => Array(count).fill([text, isInGroup]) as Said[];
  type Said = [text: string, isInGroup: boolean];
  const all = [
    ...said('/help', group, true),
    ...said('/help', answeredInPrivate, false),
    ...said('/report', refused, false),
    ...said('just talk', 5, true),
  ];
  return all.map(([text, isInGroup], index) => {
    const id = (day + 1) * 1000 + index;
    const person = 5000 + (people[index % people.length] ?? 0);
    const from = { id: person, is_bot: false, first_name: 'Ada', language_code: 'en' };
    const chat = isInGroup
      ? { id: groupId, type: 'supergroup', title: 'Friends' }
      : { id: person, type: 'private', first_name: 'Ada' };
    const atMs = endMs - (all.length - index) * 1000;
    const message = { message_id: id, date: Math.floor(atMs / 1000), from, chat, text };
    return { atMs, update: { update_id: id, message } };
  });
}
