import type { ChangedFile, SwitchedFiles, SwitchedVerdict } from './spec-messages.ts';

/** What a spec is given, and what is told of it. A process runs one at a time. */
interface MutatingState {
  /** The one changed file. */
  mutant?: ChangedFile | undefined;
  switched?: (SwitchedFiles & SwitchedListener) | undefined;
  /** The files that the spec has loaded. */
  loaded: Set<string>;
  onTestsRun: () => void;
}

interface SwitchedListener {
  readonly onMutant: (verdict: SwitchedVerdict) => void;
  readonly onEnd: (end: { readonly isSpoilt: boolean }) => void;
}

const place = globalThis as { pulsoMutating?: MutatingState };

/** Of the process: Jest compiles its environment by itself, and what that imports is loaded a second time. */
export const state = (place.pulsoMutating ??= { loaded: new Set(), onTestsRun: () => undefined });
