/** Where the settings of a stage are written, for people who have to change them. */
export const settingsFile = (stage: string): string => `infra/stages/src/${stage}.ts`;
