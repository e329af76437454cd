/**
 * Where a stage's settings of one kind are written, for those who have to change them.
 *
 * @param kind - The folder of `infra/stages`.
 * @example settingsFile('bot', 'prod'); // 'infra/stages/bot/src/prod.ts'
 */
export const settingsFile = (kind: string, stage: string): string => `infra/stages/${kind}/src/${stage}.ts`;
