import { LocalCloudError } from '../cloud/errors';
import { type LoadedState, type StatePart } from './state-file';

/**
 * Gives a service back what it kept.
 *
 * @param loaded - undefined: there is no earlier run, and nothing happens.
 * @throws {LocalCloudError} The records are whole and yet of another form, in words.
 */
export async function restore(
  part: StatePart,
  loaded: LoadedState | undefined,
  load: (records: readonly unknown[]) => void | Promise<void>,
): Promise<void> {
  if (!loaded) return;
  try {
    await load(loaded[part]);
  } catch (error) {
    throw unknownForm(part, error instanceof Error ? error.message : String(error));
  }
}

/** @returns The refusal of records that no local cloud can have written. */
export const unknownForm = (part: StatePart, problem: string): LocalCloudError =>
  new LocalCloudError(
    `The state can't be used: what it keeps of ${part} has a form that is unknown here (${problem}). Give another folder with --state.`,
  );
