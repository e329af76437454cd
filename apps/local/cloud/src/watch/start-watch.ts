import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { resourceName } from '@pulso/contracts/envelope';
import { type BuildContext, type BuildOptions, type Message, type Plugin, context } from 'esbuild';

import { type LocalCloud } from '../cloud/local-cloud';
import { bundleOptions } from './bundle-options';

/** What has become of a change. */
export interface WatchLine {
  readonly text: string;
  readonly isProblem: boolean;
}

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
}

/** Sources that are watched. */
export interface Watch {
  /** Resolves when everything was built for the first time. */
  readonly ready: Promise<void>;
  /** Resolves when nothing of it is left. */
  stop(): Promise<void>;
}

type Files = ReadonlyMap<string, Uint8Array>;

/**
 * For a program that is only compared with an earlier one: without comments, which declare nothing. Its names stay, since
 * esbuild chooses short ones by the letters of all files that it reads, also of those that the program does not have.
 */
const comparedProgram: BuildOptions = { minifyWhitespace: true, minifySyntax: true, sourcemap: false };

const maxErrors = 5;

/**
 * Brings edits of the services' sources into a running local cloud, which keeps everything that it knows. The programs that
 * declare the stacks are built to see whether they have changed, and not run.
 *
 * esbuild watches what it builds: it looks at each file about every two seconds, and sooner at those that have changed
 * lately. Types are not checked: that is the editor's part, and that of `npm test`.
 *
 * @throws {LocalCloudError} The services are bundled in a way that is unknown here. Not retryable.
 * @see https://esbuild.github.io/api/#watch
 */
export async function startWatch({ cloud, root, onSourceMap, onErrors, ...options }: WatchOptions): Promise<Watch> {
  const prefix = resourceName(cloud.stage, '');
  const services = options.services ?? cloud.definition.functions.map(({ name }) => name.slice(prefix.length));
  const stacks = options.services ?? stacksIn(root);
  let isStopped = false;
  const say = (text: string, isProblem = false): void => {
    if (!isStopped) options.say({ text, isProblem });
  };

  /** By kind and name, of what can't be built now. */
  const errors = new Map<string, readonly string[]>();
  /** Tells what no other bundle has told: a file that several have is wrong once. */
  const tellErrors = (key: string, found: readonly string[]): void => {
    errors.delete(key);
    const told = new Set([...errors.values()].flat());
    if (found.length > 0) errors.set(key, found);
    onErrors?.([...new Set([...errors.values()].flat())]);
    const news = found.filter((error) => !told.has(error));
    for (const error of news.slice(0, maxErrors)) say(error, true);
    if (news.length > maxErrors) say(`and ${news.length - maxErrors} errors more`, true);
  };

  const runningStacks = new Map<string, string>();
  const contexts = await Promise.all([
    ...services.map((name) => {
      let isFirst = true;
      return watchBundle(bundleOptions(root, `apps/${name}`, 'type:app'), (found, files, took) => {
        tellErrors(`service ${name}`, found);
        if (isStopped) return;
        if (found.length > 0) say(`${name}: the old code goes on running`, true);
        else if (deploy(name, files)) say(`${name}: new code from the next event on (${took})`);
        else if (!isFirst) say(`${name}: built again, to the same code (${took})`);
        isFirst = false;
      });
    }),
    ...stacks.map((name) =>
      watchBundle({ ...bundleOptions(root, `infra/${name}`, 'type:infra'), ...comparedProgram }, (found, files) => {
        tellErrors(`stack ${name}`, found);
        if (found.length > 0) return;
        const program = [...files].map(([file, content]) => `${file}\n${textOf(content)}`).join('\n');
        const running = runningStacks.get(name) ?? program;
        runningStacks.set(name, running);
        if (program === running) return;
        say(
          `stack ${name}: its program has changed; its schedules, permissions and variables come with a restart`,
          true,
        );
      }),
    ),
  ]);

  function deploy(service: string, files: Files): boolean {
    for (const [name, content] of files) {
      if (name.endsWith('.map')) onSourceMap?.(service, name.slice(0, -'.map'.length), textOf(content));
    }
    return cloud.updateCode(`${prefix}${service}`, files);
  }

  return {
    ready: Promise.all(contexts.map(({ built }) => built)).then(() => undefined),
    stop: async () => {
      isStopped = true;
      for (const { builder } of contexts) {
        await builder.cancel();
        await builder.dispose();
      }
    },
  };
}

/** @param onBuilt - Told the outcome of each build: why there is none, or the files by name, and how long it took. */
async function watchBundle(
  options: BuildOptions,
  onBuilt: (errors: readonly string[], files: Files, took: string) => void,
): Promise<{ readonly builder: BuildContext; readonly built: Promise<void> }> {
  let startedAt = 0;
  let resolveBuilt: () => void = () => undefined;
  const built = new Promise<void>((resolve) => (resolveBuilt = resolve));
  const telling: Plugin = {
    name: 'telling',
    setup: (build) => {
      build.onStart(() => void (startedAt = performance.now()));
      build.onEnd(({ errors, outputFiles = [] }) => {
        const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
        onBuilt(errors.map(describeMessage), files, `${((performance.now() - startedAt) / 1000).toFixed(2)} s`);
        resolveBuilt();
      });
    },
  };
  const plugins = [...(options.plugins ?? []), telling];
  const builder = await context({ ...options, plugins, write: false, logLevel: 'silent' });
  await builder.watch();
  return { builder, built };
}

/** Lines count from 1, columns too; esbuild counts columns from 0. */
const describeMessage = ({ location, text }: Message): string =>
  location === null ? text : `${location.file}:${location.line}:${location.column + 1}: ${text}`;

/** Also of those that are no service. */
const stacksIn = (root: string): string[] =>
  readdirSync(join(root, 'infra')).filter((name) => existsSync(join(root, 'infra', name, 'src/main.ts')));

const textOf = (content: Uint8Array): string => Buffer.from(content).toString('utf8');
