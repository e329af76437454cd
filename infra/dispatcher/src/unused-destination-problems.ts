import { settingsFile } from '@pulso/infra/stages/base';
import { type ChatSettings } from '@pulso/infra/stages/chats';
import { type PostSettings } from '@pulso/infra/stages/posts';
import { type ReportDefinition } from '@pulso/reports';

/** What a stage writes destinations into, file by file. */
export interface DestinationSettings {
  readonly chats: Pick<ChatSettings, 'destinations'>;
  readonly posts: Pick<PostSettings, 'destinations'>;
}

/**
 * Finds names of destinations that no report goes to: who has written them waits for a report that never comes.
 *
 * @returns One sentence per problem: the file, what is wrong, what to write instead.
 */
export function unusedDestinationProblems(
  catalogue: readonly Pick<ReportDefinition, 'destinations'>[],
  stage: string,
  settings: DestinationSettings,
): string[] {
  const used = [...new Set(catalogue.map(({ destinations }) => destinations))];
  return (['chats', 'posts'] as const).flatMap((kind) =>
    Object.keys(settings[kind].destinations)
      .filter((name) => !used.includes(name))
      .map(
        (name) =>
          `${settingsFile(kind, stage)}: no report goes to destinations.${name}: write them under ` +
          `${used.join(' or ') || 'the name that a report has'}, or name them in a report of libs/domain/reports/src/catalogue.`,
      ),
  );
}
