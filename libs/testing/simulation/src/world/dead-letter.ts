/** A message for aggregator or notifier that lies in a dead-letter queue, or has lain there. */
export interface DeadLetter {
  readonly messageId: string;
  readonly hasPlan: boolean;
  /** When an operator redrove or purged it, epoch ms; Infinity: not yet. */
  untilMs: number;
}
