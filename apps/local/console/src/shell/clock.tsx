import { useEffect, useState } from 'preact/hooks';

import { cloudNowMs } from '../state/cloud-time';
import { describeMoment, utcDayOf } from './format-moment';

/** Which day and minute it is in the local cloud. */
export function Clock() {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  const nowMs = cloudNowMs();
  if (nowMs === undefined) return null;
  const iso = new Date(nowMs).toISOString();
  return (
    <time class="faint" dateTime={iso} title={describeMoment(nowMs)}>
      {utcDayOf(nowMs)} {iso.slice(11, 16)} UTC
    </time>
  );
}
