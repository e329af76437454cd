import { computed, signal } from '@preact/signals';
import type { Overview } from '@pulso/local/console-api';

/** What stands above every page; undefined before it is known. */
export const overview = signal<Overview | undefined>(undefined);

/** What a person has asked for and could not be done, until they have read it. */
const refused = signal<string | undefined>(undefined);

/** By what asks, why something that is shown could not be brought up to date. */
const stale = signal<ReadonlyMap<symbol, string>>(new Map());

/** What stands above the page: undefined when all is well. */
export const problem = computed(() => refused.value ?? [...stale.value.values()][0]);

export function closeProblem(): void {
  refused.value = undefined;
  stale.value = new Map();
}

/** Does what a person has asked for, and shows why it could not be done. */
export async function attempt(act: () => Promise<void>): Promise<void> {
  refused.value = await problemOf(act);
}

/** What keeps one thing up to date. */
interface Refresh {
  /** Shows why it could not be done until it can. */
  refresh(act: () => Promise<void>): Promise<void>;
  /** It is no longer shown. */
  end(): void;
}

export function createRefresh(): Refresh {
  const owner = Symbol('refresh');
  const tell = (why: string | undefined): void => {
    if (stale.value.get(owner) === why) return;
    const others = [...stale.value].filter(([key]) => key !== owner);
    stale.value = new Map(why === undefined ? others : [...others, [owner, why]]);
  };
  return {
    refresh: async (act) => tell(await problemOf(act)),
    end: () => tell(undefined),
  };
}

/** @returns undefined when it has worked. */
async function problemOf(act: () => Promise<void>): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
