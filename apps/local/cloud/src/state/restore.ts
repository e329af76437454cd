import { type LoadedState, refusedState, type StatePart } from './state-file';

/**
 * Gives a service back what it kept.
 *
 * @param loaded - undefined: there is no earlier run, and nothing happens.
 * @throws {LocalCloudError} The records are whole and yet of another form, in words: of which service, which record,
 * which field, and what to do.
 */
export async function restore(
  part: StatePart,
  loaded: LoadedState | undefined,
  load: (records: readonly unknown[]) => void | Promise<void>,
): Promise<void> {
  if (!loaded) return;
  try {
    await load(loaded.records[part]);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw refusedState(loaded.file, `what it keeps of ${part} has a form that is unknown here (${problem})`);
  }
}
