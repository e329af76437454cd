import { join } from 'node:path';

import { serviceNames, stackNames } from '../project-layers.ts';
import { buildIfChanged, runTargets } from './build-projects.ts';
import { fail, root, runNode } from './run-node.ts';

/** What the local cloud is built from, and where to. */
const sources = ['apps', 'infra', 'libs', 'nx.json', 'package-lock.json', 'tsconfig.base.json', 'tsconfig.json'];
const outputs = ['dist/apps', 'dist/infra', 'dist/tf'];

/**
 * Builds the local cloud and synthesizes the stacks that it runs. The outputs count too: `npm run synth` for another stage
 * writes over those of this one.
 */
export async function prepareLocalCloud({
  isQuiet,
  stage = 'local',
}: {
  readonly isQuiet: boolean;
  readonly stage?: string | undefined;
}): Promise<void> {
  const isLocal = stage === 'local';
  await buildIfChanged(
    {
      name: `local-cloud-${stage}`,
      sources,
      outputs: isLocal ? outputs : [...outputs, `dist/stages/${stage}`],
      notice: isQuiet ? undefined : 'Building services and synthesizing their stacks...',
    },
    async () => {
      const services = serviceNames(root);
      const projects = ['local-cloud', 'local-console', ...services, ...stackNames(root)];
      await runTargets(isLocal ? ['build', 'synth'] : ['build'], projects);
      if (!isLocal) await synthesizeStage(services, stage);
    },
  );
}

/** Synthesizes another stage next to the local one and not over it: a local cloud of each may run. */
async function synthesizeStage(services: readonly string[], stage: string): Promise<void> {
  const synths = services.map((service) =>
    runNode([join(root, `dist/infra/${service}/main.js`)], {
      quiet: true,
      env: { STAGE: stage, CDKTF_OUTDIR: join(root, 'dist/stages', stage, `infra-${service}`) },
    }),
  );
  for (const code of await Promise.all(synths)) if (code !== 0) fail('The synth failed; its output stands above.');
}
