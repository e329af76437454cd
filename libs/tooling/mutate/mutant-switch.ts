/** A mutant that runs so much more often than the unchanged code does goes round in a loop. */
const loopFactor = 20;
const fewRuns = 1_000;

/** Which mutant is on. */
export interface MutantSwitch {
  isMutant(id: number): boolean;
  /** @returns What is reached from now on, until the next call. */
  noteReached(): Set<number>;
  turnOn(id: number): void;
  /** @returns How often the mutant ran. */
  turnOff(): number;
}

/**
 * Says which mutant is on in code that holds all of them, and notes which ones a test comes by.
 *
 * It is asked at every changed place of the code, millions of times in a property test: it keeps to numbers.
 */
export function createMutantSwitch(): MutantSwitch {
  const runCounts = new Map<number, number>();
  let reached = new Set<number>();
  let active = -1;
  let activeCount = 0;
  let mostCount = Infinity;
  return {
    isMutant(id) {
      if (id === active) {
        activeCount += 1;
        if (activeCount > mostCount) throw new Error('A mutant has run too often');
        return true;
      }
      if (active < 0) {
        runCounts.set(id, (runCounts.get(id) ?? 0) + 1);
        reached.add(id);
      }
      return false;
    },
    noteReached: () => (reached = new Set()),
    turnOn(id) {
      active = id;
      activeCount = 0;
      mostCount = fewRuns + loopFactor * (runCounts.get(id) ?? 0);
    },
    turnOff() {
      active = -1;
      return activeCount;
    },
  };
}
