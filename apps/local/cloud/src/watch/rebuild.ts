import { type BuildOutcome, type Bundle } from './create-bundle';

/** What has become of a change. */
export interface WatchLine {
  readonly text: string;
  readonly isProblem: boolean;
}

export interface NamedBundle {
  /** Of the service. */
  readonly name: string;
  readonly bundle: Bundle;
}

interface RebuildOptions {
  readonly services: readonly NamedBundle[];
  /** The programs that declare the stacks: they are built to see whether they have changed, and not run. */
  readonly stacks: readonly NamedBundle[];
  nowMs(): number;
  /** @returns False when the function runs this code already. */
  deploy(service: string, files: ReadonlyMap<string, Uint8Array>): boolean;
  say(line: WatchLine): void;
  /** Told after each build why bundles, not only those of this build, can't be built now; empty: they can. */
  onErrors(errors: readonly string[]): void;
}

interface Rebuild {
  /** Builds everything once: what was edited between the build and the start is deployed, and told. */
  first(): Promise<void>;
  /** Builds what is made of these files. */
  changed(paths: ReadonlySet<string>): Promise<void>;
}

const maxErrors = 5;

/** Builds services again and gives them to the local cloud; tells what became of it, each thing once for all services. */
export function rebuildWith({ services, stacks, nowMs, deploy, say, onErrors }: RebuildOptions): Rebuild {
  const runningStacks = new Map<string, string>();
  /** By kind and name. */
  const latest = new Map<string, Named>();

  const tell = (text: string, isProblem = false): void => say({ text, isProblem });

  const rebuild = async (
    affected: Pick<RebuildOptions, 'services' | 'stacks'>,
    { isFirst }: { readonly isFirst: boolean },
  ): Promise<void> => {
    const startedAt = nowMs();
    const deployed: Named[] = [];
    const [ofServices, ofStacks] = await Promise.all([
      // Each as soon as it is there.
      buildAll(affected.services, (service) => {
        if (service.outcome.kind === 'built' && deploy(service.name, service.outcome.files)) deployed.push(service);
      }),
      buildAll(affected.stacks),
    ]);
    const took = `${((nowMs() - startedAt) / 1000).toFixed(2)} s`;
    const same = ofServices.filter((service) => service.outcome.kind === 'built' && !deployed.includes(service));
    if (deployed.length > 0) tell(`${namesOf(deployed)}: new code from the next event on (${took})`);
    if (same.length > 0 && !isFirst) tell(`${namesOf(same)}: built again, to the same code (${took})`);

    for (const service of ofServices) latest.set(`service ${service.name}`, service);
    for (const stack of ofStacks) latest.set(`stack ${stack.name}`, stack);
    onErrors(errorsOf([...latest.values()]));

    const errors = errorsOf([...ofServices, ...ofStacks]);
    for (const error of errors.slice(0, maxErrors)) tell(error, true);
    if (errors.length > maxErrors) tell(`and ${errors.length - maxErrors} errors more`, true);
    const broken = ofServices.filter(({ outcome }) => outcome.kind === 'broken');
    if (broken.length > 0) tell(`${namesOf(broken)}: the old code goes on running`, true);

    const changed = ofStacks.filter(({ name, outcome }) => {
      if (outcome.kind === 'broken') return false;
      const program = textOf(outcome.files);
      if (isFirst) runningStacks.set(name, program);
      return runningStacks.get(name) !== program;
    });
    if (changed.length > 0)
      tell(
        `stack ${namesOf(changed)}: its program has changed; schedules, permissions and variables of it come with a restart`,
        true,
      );
  };

  return {
    first: () => rebuild({ services, stacks }, { isFirst: true }),
    changed: (paths) => {
      const isAffected = ({ bundle }: NamedBundle): boolean => bundle.dependsOn(paths);
      return rebuild({ services: services.filter(isAffected), stacks: stacks.filter(isAffected) }, { isFirst: false });
    },
  };
}

interface Named {
  readonly name: string;
  readonly outcome: BuildOutcome;
}

const buildAll = (bundles: readonly NamedBundle[], onOutcome?: (named: Named) => void): Promise<Named[]> =>
  Promise.all(
    bundles.map(async ({ name, bundle }) => {
      const named = { name, outcome: await bundle.rebuild() };
      onOutcome?.(named);
      return named;
    }),
  );

const namesOf = (bundles: readonly Named[]): string =>
  bundles
    .map(({ name }) => name)
    .sort()
    .join(', ');

/** A file that several bundles have is wrong once. */
const errorsOf = (bundles: readonly Named[]): string[] => [
  ...new Set(bundles.flatMap(({ outcome }) => (outcome.kind === 'broken' ? outcome.errors : []))),
];

const textOf = (files: ReadonlyMap<string, Uint8Array>): string =>
  [...files].map(([name, content]) => `${name}\n${Buffer.from(content).toString('utf8')}`).join('\n');
