import { settingsFile } from '../settings-file';

/**
 * Finds stages that are mixed up with each other: policies and lists go by the prefix `pulso-<stage>-`, which `prod`
 * shares with everything of a stage `prod-eu`.
 *
 * @param stageNames - Of all stages.
 * @returns One sentence per other stage: the file, what is wrong, what to write instead.
 */
export const stageNameProblems = (stage: string, stageNames: readonly string[]): string[] =>
  stageNames.flatMap((other) => {
    const [short, long] = stage.length < other.length ? [stage, other] : [other, stage];
    if (!long.startsWith(`${short}-`)) return [];
    return [
      `${settingsFile(long)}: the name of the stage "${long}" begins with "${short}-", so that policies and ` +
        `alarms of "${short}" take its resources for their own: write another name, as in ` +
        `"${long.slice(short.length + 1)}-${short}".`,
    ];
  });
