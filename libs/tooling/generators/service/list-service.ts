/** Lists a new service wherever services are listed; everything else follows from `services.ts`. */
import { type FileTree, insert, type Place, readText, sinceRelease } from '../edit-files.ts';
import type { ServiceNames } from './service-names.ts';

export function listService(tree: FileTree, { name, queue, library, Message, scope }: ServiceNames): void {
  const put = (path: string, place: Place, text: string): void => insert(tree, { path, text, ...place });

  const naming = 'libs/contracts/envelope/src/services.ts';
  put(naming, { before: /(?<=services = \[[^\]]*),?\s*\] as const/ }, `, '${name}'`);
  put(naming, { before: /\] as const satisfies readonly/ }, `  { queue: '${queue}', service: '${name}' },\n`);

  addAliases(tree, {
    [`@pulso/contracts/${queue}`]: `./libs/contracts/${queue}/src/index.ts`,
    [`@pulso/domain/${library}`]: `./libs/domain/${library}/src/index.ts`,
  });

  put(
    'libs/tooling/deploy/deploy-order.ts',
    { after: /deployOrder: readonly string\[\] = \[\s*'alerts',/ },
    ` '${name}',`,
  );

  put('.github/workflows/deploy.yml', { after: /options: \[all, alerts,/ }, ` ${name},`);
  put(
    'infra/delivery-roles/further-resources.json',
    { after: /^\{\n/ },
    `  ${JSON.stringify(name)}: ${JSON.stringify([
      `arn:aws:sqs:<REGION>:<ACCOUNT_ID>:pulso-<STAGE>-${queue}`,
      `arn:aws:sqs:<REGION>:<ACCOUNT_ID>:pulso-<STAGE>-${queue}-dlq`,
      `arn:aws:cloudwatch:<REGION>:<ACCOUNT_ID>:alarm:pulso-<STAGE>-${queue}-*`,
    ])},\n`,
  );

  const readers = 'libs/testing/contract-specs/src/contracts.spec.ts';
  put(readers, { before: /import \* as fc/ }, `import { read${Message} } from '@pulso/contracts/${queue}';\n`);
  put(readers, { after: /'report-updates': readReportUpdate,\n/ }, `  '${queue}': read${Message},\n`);

  put('libs/contracts/CHANGELOG.md', sinceRelease, `- \`${queue}\`: the contract.\n`);

  put('libs/world/src/faults/not-simulated.ts', { after: /notSimulated = \[/ }, `'${name}', `);

  const team = `@your-org/pulso-${scope === 'bot' ? 'bot' : 'reports'}`;
  put(
    '.github/CODEOWNERS',
    { before: /^\/apps\/bot\//m },
    [`apps/${name}`, `infra/${name}`, `libs/domain/${library}`]
      .map((folder) => `/${`${folder}/ `.padEnd(31)}${team}\n`)
      .join('')
      .concat('\n'),
  );
}

/** Aliases are in alphabetical order. */
function addAliases(tree: FileTree, aliases: Readonly<Record<string, string>>): void {
  const path = 'tsconfig.base.json';
  const config = JSON.parse(readText(tree, path));
  const { paths } = config.compilerOptions;
  const all = { ...paths, ...Object.fromEntries(Object.entries(aliases).map(([alias, file]) => [alias, [file]])) };
  config.compilerOptions.paths = Object.fromEntries(
    Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  tree.write(path, `${JSON.stringify(config, null, 2)}\n`);
}
