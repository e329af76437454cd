import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

import { cloudNowMs } from '../state/cloud-time';
import { isConnected } from '../state/connection';
import { overview } from '../state/overview';
import { type PageName, hrefOf, route } from '../state/route';
import { describeMoment, utcDayOf } from './format';

const titles: Readonly<Record<PageName, string>> = {
  chat: 'Chat',
  runs: 'Runs',
  questions: 'Questions',
  cloud: 'Cloud',
};

/** The pages, and whether the local cloud is there. */
export function Navigation() {
  const { stage, bot } = overview.value ?? {};
  const { page: current } = route.value;
  // In the same step as the page, so that no reader finds a new page under the title of the one before.
  useLayoutEffect(() => {
    document.title = `${titles[current]} - Pulso console`;
  }, [current]);
  return (
    <header class="top">
      <strong>{bot?.name ?? 'Pulso'}</strong>
      <nav aria-label="Pages">
        {Object.entries(titles).map(([page, title]) => (
          <a key={page} href={hrefOf(page as PageName)} aria-current={current === page ? 'page' : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <span class="top-state" role="status">
        {isConnected.value === false ? 'Not connected' : stage && `Stage ${stage}`}
      </span>
      <Clock />
    </header>
  );
}

/** Which day and minute it is in the local cloud. */
function Clock() {
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
