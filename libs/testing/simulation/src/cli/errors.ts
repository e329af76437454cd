/** A simulated world could not be run to its end: the simulation itself is broken. The program ends with 1. */
export class CrashedWorldError extends Error {
  override readonly name = 'CrashedWorldError';

  /** @param seeds - Which worlds were under way, for example `seeds 0 to 249`. */
  constructor(seeds: string, cause: unknown) {
    const problem = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    super(`The simulation itself has failed with ${seeds}: ${problem}`, { cause });
  }
}
