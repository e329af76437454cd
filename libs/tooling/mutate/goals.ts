import { scoreOf, type SettledIn } from './format-result.ts';

/**
 * Projects whose holes are not all closed yet, and what their tests noticed at the last count, percent. A goal here only
 * rises, and goes when it reaches the usual one.
 */
export const lowerGoals: Readonly<Record<string, number>> = {
  'fan-in': 85,
  'report-rendering': 87,
};

/** Above this, what no test notices is more often a remark in a log than a rule. */
export const usualGoal = 90;

/**
 * @param projects - Those that were tried.
 * @returns A sentence for each project whose tests notice less than they have to.
 */
export const missedGoals = (projects: readonly string[], settled: readonly SettledIn[]): string[] =>
  projects.flatMap((project) => {
    const goal = lowerGoals[project] ?? usualGoal;
    const { percent } = scoreOf(settled.filter((mutant) => mutant.project === project));
    return percent < goal ? [`${project}: ${percent} % are noticed, ${goal} % have to be`] : [];
  });
