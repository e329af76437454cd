/**
 * Checks what readers may have: at most four copies of a revision, and of a run at most six whose sends got no answer.
 *
 * @param revisions - Those of the copies that arrived.
 * @param unansweredCount - How many of them belong to sends without an answer.
 * @returns What is more than that; nothing when the law holds.
 */
export function tooManyCopies(revisions: readonly number[], unansweredCount: number): string[] {
  const excess = [...new Set(revisions)]
    .map((revision) => ({ revision, count: revisions.filter((each) => each === revision).length }))
    .filter(({ count }) => count > 4)
    .map(({ revision, count }) => `${count} copies of revision ${revision}`);
  return unansweredCount > 6 ? [...excess, `${unansweredCount} copies of the run without an answer`] : excess;
}

/** @returns Of the text of a report or its chart; 0 for one that says no revision, as a notice. */
export const revisionIn = (text: string): number => Number(/Revision (?:<b>)?(\d+)/.exec(text)?.[1] ?? 0);
