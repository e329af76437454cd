import { type Clock } from '@pulso/kit/time';

/** The process is gone: nothing it calls works any more, and SQS never hears from it. */
export class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}

/** How one call is treated. */
export type Treatment<Refusal> =
  | { readonly kind: 'ok' }
  /** The call has no effect, and its outcome says why. */
  | { readonly kind: 'refuse'; readonly outcome: Refusal }
  /** The call takes effect, and the answer is lost. */
  | { readonly kind: 'answer-lost' }
  /** Not answered in time, and takes effect after this time, an edit after its own. */
  | { readonly kind: 'late'; readonly afterMs: number; readonly editAfterMs?: number }
  /** The process that calls is gone, before or after the call takes effect. */
  | { readonly kind: 'process-dies'; readonly when: 'before' | 'after' };

export const answerLost = { kind: 'answer-lost' } as const;

export const refuse = <const Refusal>(outcome: Refusal) => ({ kind: 'refuse', outcome }) as const;

/** A service whose calls a test treats as it likes. */
export class TreatedService {
  readonly clock: Pick<Clock, 'nowMs'>;
  #late: { readonly dueAtMs: number; readonly apply: () => void }[] = [];

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.clock = clock;
  }

  /** Lets late calls take effect whose time has come. */
  takeLateEffects(): void {
    const nowMs = this.clock.nowMs();
    this.#late.filter(({ dueAtMs }) => dueAtMs <= nowMs).forEach(({ apply }) => apply());
    this.#late = this.#late.filter(({ dueAtMs }) => dueAtMs > nowMs);
  }

  /** @throws {ProcessDied} */
  protected treat<Ok, Refusal>(
    treatment: Treatment<Refusal>,
    ok: Ok,
    apply: () => void,
  ): Ok | Refusal | { readonly status: 'unknown'; readonly reason: string } {
    switch (treatment.kind) {
      case 'ok':
        apply();
        return ok;
      case 'refuse':
        return treatment.outcome;
      case 'answer-lost':
        apply();
        return { status: 'unknown', reason: 'timeout' };
      case 'late':
        this.#late.push({ dueAtMs: this.clock.nowMs() + treatment.afterMs, apply });
        return { status: 'unknown', reason: 'timeout' };
      case 'process-dies':
        if (treatment.when === 'after') apply();
        throw new ProcessDied();
      default:
        return treatment satisfies never;
    }
  }
}
