/**
 * @param consoleUrl - Ends with a slash.
 * @param runId - Absent: the list of runs.
 * @returns The address of a run's page.
 */
export const runLink = (consoleUrl: string, runId: string | undefined): string =>
  `${consoleUrl}#/runs${runId === undefined ? '' : `/${encodeURIComponent(runId)}`}`;
