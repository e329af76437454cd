import { type Workspace } from './workspace';

/** By the folders of `infra/stages`: every value is legal, and none is the one that is shipped. */
const settings: Readonly<Record<string, object>> = {
  base: {
    region: 'us-west-2',
    accountId: '210987654321',
    telegramApiRoot: 'https://telegram.acme.example',
    foreignLogGroups: ['/aws/lambda/other-bot'],
    logRetentionDays: 400,
    protectsData: false,
    tracing: 'PassThrough',
  },
  bot: {
    adminUserIds: [515_151, 626_262],
    botInfo: { id: 8_123_456_789, username: 'AcmeUsageBot', firstName: 'Acme' },
    reservedConcurrency: 70,
  },
  chats: {
    destinations: {
      owners: [
        { type: 'telegram', chatId: '-1001987654321', showsProgress: true },
        { type: 'telegram', chatId: '@acme_use', showsProgress: false, language: 'es', timeZone: 'Europe/Madrid' },
      ],
    },
    timeZone: 'Europe/Madrid',
  },
  posts: {
    destinations: {
      owners: [
        { type: 'email', name: 'board', addresses: ['board@acme.example'], language: 'de' },
        { type: 'webhook', name: 'acme-chat', format: 'slack' },
      ],
    },
    mail: { from: 'Acme <reports@acme.example>', unsubscribe: 'mailto:reports@acme.example' },
  },
  alerts: { emails: ['ops@acme.example', 'duty@acme.example'], monthlyBudgetUsd: 40 },
};

/** The folders of `infra/stages`. */
export const stageKinds = Object.keys(settings);

const typeOf = (kind: string): string =>
  kind === 'base' ? 'StageSettings' : `${kind[0]?.toUpperCase()}${kind.slice(1).replace(/s$/, '')}Settings`;

/** Writes a file of the stage into each folder of `infra/stages`, as step 4 of docs/deploy.md says. */
export function writeStage(workspace: Workspace, stage: string): void {
  for (const [kind, values] of Object.entries(settings)) {
    const type = typeOf(kind);
    const file = type.replace(/(?!^)(?=[A-Z])/g, '-').toLowerCase();
    const text = JSON.stringify({ ...(kind === 'base' ? { stage } : {}), ...values });
    workspace.write(
      `infra/stages/${kind}/src/${stage}.ts`,
      `import { type ${type} } from './${file}';\n\nexport const ${stage}: ${type} = ${text};\n`,
    );
  }
}

/** Adds a stage by the recipe "A stage" of CONTRIBUTING. It stands after `local`, and others may stand after it. */
export function addStage(workspace: Workspace, stage: string): void {
  writeStage(workspace, stage);
  for (const kind of stageKinds) {
    const path = `infra/stages/${kind}/src/${kind === 'base' ? 'known-stages' : 'index'}.ts`;
    const imported = "import { local } from './local';\n";
    workspace.edit(path, imported, `${imported}import { ${stage} } from './${stage}';\n`);
    workspace.edit(path, /\{\s*local,/, `{ local, ${stage},`);
  }
  workspace.edit('.github/workflows/deploy.yml', /options: \[/, `options: [${stage}, `);
}
