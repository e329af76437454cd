/** What the local cloud reads once, at its start, and what that decides. */
const readOnce: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^libs\/bundling\//, 'how services are bundled'],
  [/^(?:apps\/local\/cloud|libs\/local)\//, 'the local cloud itself'],
  [/^(?:nx|package|package-lock|tsconfig|tsconfig\.base)\.json$/, 'what the workspace consists of'],
  [/^(?:apps|libs|infra)\/(?:.*\/)?project\.json$/, 'what the workspace consists of'],
];

/** Files that no running program is made of. */
const inert = /\.(?:spec\.ts|md)$|\/testing\//;

/**
 * Tells whether a change is one that only a restart brings into the running local cloud, besides that of a stack.
 *
 * @param path - From the root of the repository, with slashes.
 * @returns What it decides; undefined when no restart is needed.
 */
export function restartReason(path: string): string | undefined {
  if (inert.test(path)) return undefined;
  return readOnce.find(([pattern]) => pattern.test(path))?.[1];
}
