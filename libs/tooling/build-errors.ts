/** esbuild's errors, as Nx repeats them: file, line and column, then the message. */
const buildError = /^(\S+:\d+:\d+): ERROR: (.+)$/gm;

/** Errors of a stack's check of its stage's settings. */
const settingsProblem = /^infra\/stages\/src\/[\w-]+\.ts: .+$/gm;

/**
 * Finds the errors of the sources in the output of a build or a check. Each project that is built from a file repeats its
 * errors.
 *
 * @param output - Nx's.
 * @returns Each error once, in a line; undefined: the build failed for another reason.
 */
export function buildErrors(output: string): string | undefined {
  const errors = new Set([
    ...[...output.matchAll(buildError)].map(([, place, text]) => `${place}: ${text}`),
    ...(output.match(settingsProblem) ?? []),
  ]);
  return errors.size === 0 ? undefined : `${[...errors].join('\n')}\n`;
}
