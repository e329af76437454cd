import { languageProblems, settingsFile } from '@pulso/infra/stages/base';

import { type PostSettings } from './post-settings';

/**
 * Finds languages that there are not. What else can be wrong with lists of addresses and webhooks stops the synth.
 *
 * @returns One sentence per problem: the file, what is wrong, what to write instead.
 */
export function postProblems(stage: string, { destinations }: PostSettings): string[] {
  const problems = Object.entries(destinations).flatMap(([name, list]) =>
    list.flatMap(({ language }, index) => languageProblems(`destinations.${name}.${index}.language`, language)),
  );
  return problems.map((problem) => `${settingsFile('posts', stage)}: ${problem}.`);
}
