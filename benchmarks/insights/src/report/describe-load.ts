/**
 * Warns of figures that were taken beside other work.
 *
 * @param load - How many processes wanted a processor in the minute before, on average; 0 where that is unknown.
 * @returns undefined when the machine was quiet.
 */
export const describeLoad = (load: number, coreCount: number): string | undefined =>
  load <= coreCount / 4
    ? undefined
    : `The machine was busy before this began (load ${load.toFixed(1)} on ${coreCount} cores): times are too long and not comparable, CPU time is less so.`;
