import { existsSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { resourceName } from '@pulso/contracts/envelope';

import { type LocalCloud } from '../cloud/local-cloud';
import { bundleOptions, comparedProgram, createBundle } from './create-bundle';
import { type NamedBundle, type WatchLine, rebuildWith } from './rebuild';
import { gatherChanges, watchFolders } from './watch-folders';

/** Where sources lie. */
const sourceFolders = ['apps', 'infra', 'libs'];

interface WatchOptions {
  readonly cloud: Pick<LocalCloud, 'definition' | 'stage' | 'updateCode'>;
  /** The repository whose sources are watched, absolute. */
  readonly root: string;
  /** Told what has become of a change, in one line. */
  say(line: WatchLine): void;
  /** Told of the source map of each file of new code. */
  onSourceMap?(service: string, file: string, map: string): void;
  /** Told after each build why sources can't be built now; empty: they can. */
  onErrors?(errors: readonly string[]): void;
  /** Services to build again; default: those of which the local cloud has a function. */
  readonly services?: readonly string[];
  /** A defect of the local cloud itself. */
  onError(error: unknown): void;
}

/** Sources that are watched. */
export interface Watch {
  /** Resolves when everything was built for the first time; what is edited before that is built afterwards. */
  readonly ready: Promise<void>;
  /** Resolves when nothing of it is left. */
  stop(): Promise<void>;
}

/**
 * Brings edits of the services' sources into a running local cloud, which keeps everything that it knows.
 *
 * Types are not checked: that is the editor's part, and that of `npm test`.
 *
 * @throws {LocalCloudError} The services are bundled in a way that is unknown here. Not retryable.
 */
export async function startWatch(options: WatchOptions): Promise<Watch> {
  const { cloud, root, onError } = options;
  let isStopped = false;
  const say = (line: WatchLine): void => {
    if (!isStopped) options.say(line);
  };
  const prefix = resourceName(cloud.stage, '');
  const names = options.services ?? cloud.definition.functions.map(({ name }) => name.slice(prefix.length));
  const services = await Promise.all(
    names.map(async (name): Promise<NamedBundle> => ({
      name,
      bundle: await createBundle(bundleOptions(root, `apps/${name}`, 'type:app')),
    })),
  );
  const stacks = await Promise.all(
    (options.services ?? stacksIn(root)).map(async (name): Promise<NamedBundle> => {
      const program = { ...bundleOptions(root, `infra/${name}`, 'type:infra'), ...comparedProgram };
      return { name, bundle: await createBundle(program) };
    }),
  );
  const rebuild = rebuildWith({
    services,
    stacks,
    nowMs: () => performance.now(),
    deploy: (service, files) => {
      if (isStopped) return false;
      for (const [name, content] of files) {
        if (name.endsWith('.map')) options.onSourceMap?.(service, name.slice(0, -'.map'.length), text(content));
      }
      return cloud.updateCode(`${prefix}${service}`, files);
    },
    say,
    onErrors: (errors) => options.onErrors?.(errors),
  });
  const changes = gatherChanges({
    wait: setTimeout,
    onError,
    handle: async (paths) => {
      await ready;
      if (isStopped) return;
      const reasons = new Set([...paths].flatMap((path) => restartReason(path) ?? []));
      for (const reason of reasons) {
        say({ text: `${reason} has changed: restart npm start to have it`, isProblem: true });
      }
      await rebuild.changed(paths);
    },
  });
  // Before the first build: what is saved during it is built afterwards.
  const unwatch = watchFolders(root, sourceFolders, changes.add);
  const ownFiles = watch(root, (_type, name) => {
    if (name !== null && restartReason(name) !== undefined) changes.add(name);
  });
  const ready = rebuild.first().catch(onError);
  return {
    ready,
    stop: async () => {
      isStopped = true;
      unwatch();
      ownFiles.close();
      const ended = changes.stop();
      await Promise.all([...services, ...stacks].map(({ bundle }) => bundle.close()));
      await Promise.all([ready, ended]);
    },
  };
}

/** Also of those that are no service. */
const stacksIn = (root: string): string[] =>
  readdirSync(join(root, 'infra')).filter((name) => existsSync(join(root, 'infra', name, 'src/main.ts')));

const text = (content: Uint8Array): string => Buffer.from(content).toString('utf8');

/** What the local cloud reads once, at its start, and what that decides. */
const readOnce: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^libs\/bundling\//, 'how services are bundled'],
  [/^(?:apps\/local\/cloud|libs\/local)\//, 'the local cloud itself'],
  [/^(?:nx|package|package-lock|tsconfig|tsconfig\.base)\.json$/, 'what the workspace consists of'],
  [/^(?:apps|libs|infra)\/(?:.*\/)?project\.json$/, 'what the workspace consists of'],
];

/** Files that no running program is made of. */
const inert = /\.(?:spec\.ts|md)$|\/testing\//;

/**
 * Tells whether a change is one that only a restart brings into the running local cloud, besides that of a stack.
 *
 * @param path - From the root of the repository, with slashes.
 * @returns What it decides; undefined when no restart is needed.
 */
export function restartReason(path: string): string | undefined {
  if (inert.test(path)) return undefined;
  return readOnce.find(([pattern]) => pattern.test(path))?.[1];
}
