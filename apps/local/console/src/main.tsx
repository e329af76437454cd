import { render } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

import './styles.css';
import './pages/chat/chat.css';
import './pages/runs/runs.css';
import { ChatPage } from './pages/chat/chat-page';
import { CloudPage } from './pages/cloud/cloud-page';
import { QuestionsPage } from './pages/questions/questions-page';
import { RunsPage } from './pages/runs/runs-page';
import { describeMoment, formatMoment, utcDayOf } from './shell/format';
import { Icon } from './shell/icon';
import { call } from './state/call';
import { cloudNowMs, hearTime, isClockMoving } from './state/cloud-time';
import { followEvents, isConnected, isGone } from './state/events';
import { keepFresh, useFresh } from './state/keep-fresh';
import { attempt, overview, problem } from './state/overview';
import { followAddress, hrefOf, pageTitles, route, tabTitleOf } from './state/route';

/** The pages, whether the local cloud is there, and its clock. */
function Side() {
  const { stage, bot, areFaultsOn } = overview.value ?? {};
  return (
    <header class="side">
      <strong>
        <Icon name="pulse" /> {bot?.name ?? 'Pulso'}
      </strong>
      <nav aria-label="Pages">
        {pageTitles.map(([page, title]) => (
          <a key={page} href={hrefOf(page)} aria-current={route.value.page === page ? 'page' : undefined}>
            <Icon name={page} />
            {title}
          </a>
        ))}
      </nav>
      <span role="status">
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

/** Which day and minute it is in the local cloud; on its way, where to, and what it waits for. */
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
    <div class="clock">
      <time dateTime={iso} title={describeMoment(nowMs)}>
        <b>{iso.slice(11, 16)}</b> {utcDayOf(nowMs)} UTC
      </time>
      {isClockMoving.value && <ClockGoes />}
    </div>
  );
}

function ClockGoes() {
  const { movingToMs, waitsFor, nowMs = 0 } = useFresh('cloud.schedules', {}) ?? {};
  if (movingToMs === undefined) return null;
  return (
    <p role="status">
      Goes to {formatMoment(movingToMs, utcDayOf(nowMs))}
      {waitsFor !== undefined && `, waits for ${waitsFor}`}{' '}
      <button type="button" onClick={() => void attempt(() => call('cloud.stop-clock', {}))}>
        Stop
      </button>
    </p>
  );
}

const pages = { chat: ChatPage, runs: RunsPage, questions: QuestionsPage, cloud: CloudPage };

/** The console: the page that the address names, beside what is on every page. */
function App() {
  const Page = pages[route.value.page];
  const main = useRef<HTMLElement>(null);
  // In the same step as the page, so that no reader finds a new page under the title of the one before.
  const tabTitle = tabTitleOf(route.value);
  useLayoutEffect(() => {
    document.title = tabTitle;
  }, [tabTitle]);
  const opened = useRef(route.value);
  useEffect(() => {
    // The link that was followed may have gone with its page.
    if (route.value !== opened.current && document.activeElement === document.body) {
      main.current?.focus({ preventScroll: true });
    }
  }, [route.value]);
  return (
    <>
      <a class="skip" href="#main">
        Skip to the page
      </a>
      <Side />
      <Banners />
      <main id="main" ref={main} tabIndex={-1}>
        <Page />
      </main>
    </>
  );
}

/** What a person must know on every page: a problem, a lost connection, alarms that ring. */
function Banners() {
  const { ringingAlarms = [], activity, buildErrors = [] } = overview.value ?? {};
  return (
    <div class="banners" aria-live="polite">
      {isConnected.value === false && (
        <p class="bad">
          {isGone.value
            ? 'The local cloud was started again, with another address: open the one that npm start has printed.'
            : 'The local cloud does not answer. Start it again: npm start'}
        </p>
      )}
      {activity !== undefined && <p>A day is being played. {activity}</p>}
      {buildErrors.length > 0 && (
        <div class="bad">
          The code from before answers: what was edited can't be built.
          <pre tabIndex={0}>{buildErrors.slice(0, 3).join('\n')}</pre>
          {buildErrors.length > 3 && `and ${buildErrors.length - 3} more`}
        </div>
      )}
      {ringingAlarms.length > 0 && (
        <p class="bad">
          <Icon name="bad" />{' '}
          <a href={hrefOf('cloud', 'health')}>{ringingAlarms.length === 1 ? 'An alarm rings' : 'Alarms ring'}</a>:{' '}
          {ringingAlarms.join(', ')}
        </p>
      )}
      {problem.value !== undefined && (
        <p class="bad" role="alert">
          {problem.value}{' '}
          <button type="button" onClick={() => (problem.value = undefined)}>
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
