import { today } from '../state/cloud-time';
import { describeMoment, formatMoment } from './format-moment';

/** A time of the local cloud in UTC, and on a closer look as it is where the reader is. */
export function Moment({ atMs }: { readonly atMs: number }) {
  return (
    <time dateTime={new Date(atMs).toISOString()} title={describeMoment(atMs)}>
      {formatMoment(atMs, today.value)}
    </time>
  );
}
