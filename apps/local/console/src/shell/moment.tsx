import { today } from '../state/cloud-time';
import { describeMoment, formatMoment } from './format';

interface MomentProps {
  readonly atMs: number;
  /** The day that need not be said; default: today. */
  readonly day?: string | undefined;
}

/** A time of the local cloud in UTC, and on a closer look as it is where the reader is. */
export function Moment({ atMs, day = today.value }: MomentProps) {
  return (
    <time dateTime={new Date(atMs).toISOString()} title={describeMoment(atMs)}>
      {formatMoment(atMs, day)}
    </time>
  );
}
