import { serviceNames, stackNames } from '../project-layers.ts';
import { buildIfChanged, runTargets } from './build-projects.ts';
import { root } from './run-node.ts';

/** What the local cloud is built from. */
const sources = ['apps', 'infra', 'libs', 'nx.json', 'package-lock.json', 'tsconfig.base.json', 'tsconfig.json'];

/** Builds the local cloud and synthesizes the stacks that it runs. */
export async function prepareLocalCloud({
  isQuiet,
  stage = 'local',
}: {
  readonly isQuiet: boolean;
  readonly stage?: string | undefined;
}): Promise<void> {
  await buildIfChanged(
    {
      name: `local-cloud-${stage}`,
      sources,
      outputs: ['dist/apps', 'dist/infra', `dist/tf/${stage}`],
      notice: isQuiet ? undefined : 'Building services and synthesizing their stacks...',
    },
    () =>
      runTargets(
        ['build', 'synth'],
        ['local-cloud', 'local-console', ...serviceNames(root), ...stackNames(root)],
        stage,
      ),
  );
}
