import * as z from 'zod/mini';

import { stageSchema } from './stage-schema';
import { type StageSettings } from './stage-settings';

/** The file with a stage's settings, for messages to people. */
export const settingsFile = (stage: string): string => `infra/stages/src/${stage}.ts`;

/** A part of the settings that only one stack uses. */
export type SettingsPart = Exclude<keyof typeof stageSchema, 'base'>;

/**
 * Finds settings that must be changed before any stack of the stage can be deployed.
 *
 * @param stageNames - The names of all stages.
 * @returns One sentence per problem: the file, what is wrong, what to write instead. No secret and no address.
 */
export const baseProblems = (settings: StageSettings, stageNames: readonly string[]): string[] => [
  ...problemsOf(settings.stage, [], stageSchema.base, settings),
  ...stageNameProblems(settings.stage, stageNames),
];

/** Finds problems in one part of the settings, and returns them like {@link baseProblems}. */
export function partProblems(part: SettingsPart, settings: StageSettings): string[] {
  const problems = problemsOf(settings.stage, [part], stageSchema[part], settings[part]);
  const file = settingsFile(settings.stage);
  if (part === 'destinations' && problems.length === 0) return nameProblems(settings);
  if (part !== 'mail' || settings.mail || !listed(settings).some(({ type }) => type === 'email')) return problems;
  return [`${file}: mail is missing: write who sends, as in mail: { from: 'Pulso <reports@example.com>' }.`];
}

/** Whether the value is a placeholder of `prod`, which may be synthesized and tried locally, but not deployed. */
export const isPlaceholderProblem = (problem: string): boolean => problem.includes(' is still ');

function problemsOf(stage: string, place: readonly string[], schema: z.ZodMiniType, value: unknown): string[] {
  const result = z.safeParse(schema, value);
  if (result.success) return [];
  return result.error.issues.flatMap(({ code, path, message }) => {
    const field = [...place, ...path].join('.');
    if (code !== 'unrecognized_keys') return [`${settingsFile(stage)}: ${field} ${message}.`];
    return message.split('\n').map((text) => `${settingsFile(stage)}: ${field && `${field}.`}${text}.`);
  });
}

/** Policies and lists use the prefix `pulso-<stage>-`. That of `prod` would match everything of a stage `prod-eu`. */
const stageNameProblems = (stage: string, stageNames: readonly string[]): string[] =>
  stageNames.flatMap((other) => {
    const [short, long] = stage.length < other.length ? [stage, other] : [other, stage];
    if (!long.startsWith(`${short}-`)) return [];
    return [
      `${settingsFile(long)}: the name of the stage "${long}" begins with "${short}-", so that policies and ` +
        `alarms of "${short}" take its resources for their own: write another name, as in ` +
        `"${long.slice(short.length + 1)}-${short}".`,
    ];
  });

const listed = ({ destinations }: StageSettings) => Object.values(destinations).flat();

/** Reports may share a destination. Of two different destinations with one name only one would get messages. */
function nameProblems(settings: StageSettings): string[] {
  const byName = new Map<string, string>();
  return listed(settings).flatMap((destination) => {
    if (destination.type === 'telegram') return [];
    const key = `"${destination.type}" are called "${destination.name}"`;
    const text = JSON.stringify(destination);
    const isTaken = byName.has(key) && byName.get(key) !== text;
    byName.set(key, text);
    return isTaken
      ? [`${settingsFile(settings.stage)}: two destinations of the kind ${key} and differ: write a name for each.`]
      : [];
  });
}
