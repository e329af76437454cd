/** What the mutator and the process that runs specs tell each other. */

/** A changed file, given to specs in place of the one on disk. */
export interface ChangedFile {
  readonly path: string;
  /** TypeScript. */
  readonly text: string;
}

/** Files with all their mutants in them. */
export interface SwitchedFiles {
  /** By path. */
  readonly texts: Readonly<Record<string, string>>;
  /** The mutants to try. */
  readonly ids: readonly number[];
}

/** What is to be run: as it is, with one changed file, or with many mutants one after the other. */
export interface SpecTask {
  /** Their paths. */
  readonly specs: readonly string[];
  readonly mutant?: ChangedFile;
  readonly switched?: SwitchedFiles;
}

/** What became of a mutant of `switched`; `apart`: it needs a run of its own. */
export interface SwitchedVerdict {
  readonly id: number;
  readonly verdict: 'begun' | 'killed' | 'survived' | 'apart';
  /** The one that turned red. */
  readonly test?: string;
}

/** What a spec came to. */
export interface SpecResult {
  readonly spec: string;
  /** The one that failed first. */
  readonly test?: string | undefined;
  readonly ms: number;
  readonly cpuMs: number;
  /** The files of the repository that it has loaded. */
  readonly loaded: readonly string[];
}

/** The first message has the specs that there are, each later one what a task came to. */
export interface TaskAnswer {
  readonly specs?: readonly string[];
  readonly results?: readonly SpecResult[];
  readonly isSpoilt?: boolean;
  readonly usedBytes?: number;
}
