import { type MadeUpdate } from './update-kinds';

/**
 * What the report of a day must say, counted while the day was made up and not by the code under test. By question, and
 * number where a question has several.
 */
export type KnownTruth = Readonly<
  Record<
    | 'group-requests'
    | 'private-requests'
    | 'new-users'
    | `activity.${'requests' | 'people' | 'answered' | 'refused' | 'failed' | 'blocked' | 'joined' | 'left'}`,
    number
  >
>;

/**
 * Counts what the updates of a window are.
 *
 * @param knownBefore - Ids of the people who were there before the window.
 */
export function truthOf(inWindow: readonly MadeUpdate[], knownBefore: ReadonlySet<number>): KnownTruth {
  const requests = inWindow.filter(({ counts }) => counts !== 'none');
  const people = new Set(requests.flatMap(({ person }) => (person ? [person.id] : [])));
  const count = (which: (update: MadeUpdate) => boolean): number => inWindow.filter(which).length;
  return {
    'group-requests': count(({ counts }) => counts === 'group'),
    'private-requests': count(({ counts }) => counts === 'private'),
    'new-users': [...people].filter((id) => !knownBefore.has(id)).length,
    'activity.requests': requests.length,
    'activity.people': people.size,
    'activity.answered': requests.filter(({ outcome }) => outcome === undefined).length,
    'activity.refused': count(({ outcome }) => outcome === 'refused'),
    'activity.failed': 0,
    'activity.blocked': count(({ change }) => change === 'blocked'),
    'activity.joined': count(({ change }) => change === 'joined'),
    'activity.left': count(({ change }) => change === 'left'),
  };
}
