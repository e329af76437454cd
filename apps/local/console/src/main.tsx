import { signal } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

import './pages/chat/chat.css';
import './pages/questions/questions.css';
import './pages/runs/runs.css';
import { describeMoment, utcDayOf } from './shell/format';
import { cloudNowMs, hearTime } from './state/cloud-time';
import { isConnected, isGone, followEvents } from './state/events';
import { keepFresh } from './state/keep-fresh';
import { attempt, closeProblem, overview, problem } from './state/overview';
import { type PageName, hrefOf, pageTitles, route, followAddress, tabTitleOf } from './state/route';
import './styles.css';

/** The pages, and whether the local cloud is there. */
function Navigation() {
  const { stage, bot, areFaultsOn } = overview.value ?? {};
  const { page: current } = route.value;
  // In the same step as the page, so that no reader finds a new page under the title of the one before.
  const tabTitle = tabTitleOf(route.value);
  useLayoutEffect(() => {
    document.title = tabTitle;
  }, [tabTitle]);
  return (
    <header class="top">
      <strong>{bot?.name ?? 'Pulso'}</strong>
      <nav aria-label="Pages">
        {pageTitles.map(([page, title]) => (
          <a key={page} href={hrefOf(page)} aria-current={current === page ? 'page' : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <span class="top-state" role="status">
        {isConnected.value === false ? 'Not connected' : stage && `Stage ${stage}`}
        {areFaultsOn && (
          <>
            , <a href={hrefOf('cloud', 'health')}>faults are on</a>
          </>
        )}
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

/** Each page is loaded when it is opened; styles are there for all of them. */
const loaders: Readonly<Record<PageName, () => Promise<ComponentType>>> = {
  chat: async () => (await import('./pages/chat/chat-page')).ChatPage,
  runs: async () => (await import('./pages/runs/runs-page')).RunsPage,
  questions: async () => (await import('./pages/questions/questions-page')).QuestionsPage,
  cloud: async () => (await import('./pages/cloud/cloud-page')).CloudPage,
};

const loaded = signal<Partial<Readonly<Record<PageName, ComponentType>>>>({});

/** The console: the page that the address names, below what is on every page. */
function App() {
  const { page } = route.value;
  const Page = loaded.value[page];
  useEffect(() => {
    if (!Page) void attempt(async () => void (loaded.value = { ...loaded.value, [page]: await loaders[page]() }));
  }, [page]);
  const main = useRef<HTMLElement>(null);
  const opened = useRef(route.value);
  useEffect(() => {
    // The link that was followed has gone with its page.
    const isLost = route.value !== opened.current && document.activeElement === document.body;
    if (isLost) main.current?.focus({ preventScroll: true });
  }, [route.value]);
  return (
    <>
      <a class="skip" href="#main">
        Skip to the page
      </a>
      <Navigation />
      <Banner />
      <main id="main" ref={main} tabIndex={-1}>
        {Page && <Page />}
      </main>
    </>
  );
}

/** What a person must know on every page: a problem, a lost connection, alarms that ring. */
function Banner() {
  const { ringingAlarms = [], activity, buildErrors = [] } = overview.value ?? {};
  return (
    <div class="banners" aria-live="polite">
      {isConnected.value === false && (
        <p class="banner banner-bad">
          {isGone.value
            ? 'The local cloud was started again, with another address: open the one that npm start has printed.'
            : 'The local cloud does not answer. Start it again: npm start'}
        </p>
      )}
      {activity !== undefined && <p class="banner">A day is being played. {activity}</p>}
      {buildErrors.length > 0 && (
        <div class="banner banner-bad">
          The code from before answers: what was edited can't be built.
          <pre tabIndex={0}>{buildErrors.slice(0, 3).join('\n')}</pre>
          {buildErrors.length > 3 && `and ${buildErrors.length - 3} more`}
        </div>
      )}
      {ringingAlarms.length > 0 && (
        <p class="banner banner-bad">
          <a href={hrefOf('cloud', 'health')}>{ringingAlarms.length === 1 ? 'An alarm rings' : 'Alarms ring'}</a>:{' '}
          {ringingAlarms.join(', ')}
        </p>
      )}
      {problem.value !== undefined && (
        <p class="banner banner-bad" role="alert">
          {problem.value}{' '}
          <button type="button" onClick={closeProblem}>
            Close
          </button>
        </p>
      )}
    </div>
  );
}

followAddress();
followEvents();
keepFresh(
  'overview',
  {},
  (answer) => {
    overview.value = answer;
    hearTime(answer.nowMs);
  },
  ['alarm', 'overview'],
);
render(<App />, document.body);
