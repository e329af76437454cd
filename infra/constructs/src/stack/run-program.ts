/** Errors that a person mends in the settings or the catalogue, by name: libraries that throw them are not known here. */
const expectedErrors = new Set([
  'AwsLimitError',
  'CatalogueMismatchError',
  'DestinationsDoNotFitError',
  'InvalidReportError',
  'SchedulesDoNotFitError',
  'UnknownStageError',
]);

/** What a program says, and how it ends. */
export interface ProgramProcess {
  readonly stderr: { write(text: string): unknown };
  exitCode?: number | string | null | undefined;
}

/**
 * Runs the program of a stack. It fails with exit status 1: where settings or the catalogue must be changed with the
 * error's message alone, which says where and how, and otherwise with the stack trace.
 *
 * @param program - Loads what may throw when it is loaded, and synthesizes.
 */
export async function runProgram(program: () => unknown, ends: ProgramProcess = process): Promise<void> {
  try {
    await program();
  } catch (error) {
    ends.stderr.write(`${wordsFor(error)}\n`);
    ends.exitCode = 1;
  }
}

function wordsFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return expectedErrors.has(error.name) ? error.message : (error.stack ?? error.message);
}
