const { scoreOf } = require('./format-result');

/**
 * Projects whose holes are not all closed yet, and what their tests noticed at the last count, percent. A goal here only
 * rises, and goes when it reaches the usual one.
 */
const lowerGoals = {
  'fan-in': 85,
  'report-rendering': 87,
};

/** Above this, what no test notices is more often a remark in a log than a rule. */
const usualGoal = 90;

/**
 * @param {string[]} projects - Those that were tried.
 * @param {(import('./equivalents').Settled & { project: string })[]} settled
 * @returns {string[]} A sentence for each project whose tests notice less than they have to.
 */
const missedGoals = (projects, settled) =>
  projects.flatMap((project) => {
    const goal = lowerGoals[project] ?? usualGoal;
    const { percent } = scoreOf(settled.filter((mutant) => mutant.project === project));
    return percent < goal ? [`${project}: ${percent} % are noticed, ${goal} % have to be`] : [];
  });

module.exports = { lowerGoals, missedGoals, usualGoal };
