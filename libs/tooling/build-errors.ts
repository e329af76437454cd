/** esbuild's, as Nx repeats them: file, line and column, then what is wrong. */
const buildError = /^(\S+:\d+:\d+): ERROR: (.+)$/gm;

/** What the check of a stack says of its stage's settings. */
const settingsProblem = /^infra\/stages\/src\/[\w-]+\.ts: .+$/gm;

/**
 * Finds in the output of a build or a check what is wrong with the sources. A file that many projects are built from is
 * named by each of them.
 *
 * @param output - Of Nx.
 * @returns Each error once, in a line; undefined: the build failed for another reason.
 */
export function buildErrors(output: string): string | undefined {
  const errors = new Set([
    ...[...output.matchAll(buildError)].map(([, place, text]) => `${place}: ${text}`),
    ...(output.match(settingsProblem) ?? []),
  ]);
  return errors.size === 0 ? undefined : `${[...errors].join('\n')}\n`;
}
