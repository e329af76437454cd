import { type Workspace } from './workspace';

/** Every value is legal, and none is the one that is shipped. */
const settings: object = {
  region: 'us-west-2',
  accountId: '210987654321',
  telegramApiRoot: 'https://telegram.acme.example',
  foreignLogGroups: ['/aws/lambda/other-bot'],
  logRetentionDays: 400,
  protectsData: false,
  tracing: 'PassThrough',
  bot: {
    adminUserIds: [515_151, 626_262],
    botInfo: { id: 8_123_456_789, username: 'AcmeUsageBot', firstName: 'Acme' },
    reservedConcurrency: 70,
  },
  destinations: {
    owners: [
      { type: 'telegram', chatId: '-1001987654321', showsProgress: true },
      { type: 'telegram', chatId: '@acme_use', showsProgress: false, language: 'es', timeZone: 'Europe/Madrid' },
      { type: 'email', name: 'board', addresses: ['board@acme.example'], language: 'de' },
      { type: 'webhook', name: 'acme-chat', format: 'slack' },
    ],
  },
  timeZone: 'Europe/Madrid',
  mail: { from: 'Acme <reports@acme.example>', unsubscribe: 'mailto:reports@acme.example' },
  alerts: { emails: ['ops@acme.example', 'duty@acme.example'], monthlyBudgetUsd: 40 },
};

/** Where the settings of a stage stand. */
export const settingsFileOf = (stage: string): string => `infra/stages/src/${stage}.ts`;

/** Writes the file of the stage, as step 4 of docs/deploy.md says. */
export function writeStage(workspace: Workspace, stage: string): void {
  const text = JSON.stringify({ stage, ...settings });
  workspace.write(
    settingsFileOf(stage),
    `import { type StageSettings } from './stage-settings';\n\nexport const ${stage}: StageSettings = /* settings-of-a-team.ts */ ${text};\n`,
  );
}

/** Adds a stage by the recipe "A stage" of CONTRIBUTING. It stands after `local`, and others may stand after it. */
export function addStage(workspace: Workspace, stage: string): void {
  writeStage(workspace, stage);
  const path = 'infra/stages/src/known-stages.ts';
  const imported = "import { local } from './local';\n";
  workspace.edit(path, imported, `${imported}import { ${stage} } from './${stage}';\n`);
  workspace.edit(path, /\{\s*local,/, `{ local, ${stage},`);
  workspace.edit('.github/workflows/deploy.yml', 'options: [prod', `options: [${stage}, prod`);
}
