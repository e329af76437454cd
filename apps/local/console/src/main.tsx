import { render } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

import './styles.css';
import './pages/chat/chat.css';
import './pages/runs/runs.css';
import { ChatPage } from './pages/chat/chat-page';
import { CloudPage } from './pages/cloud/cloud-page';
import { QuestionsPage } from './pages/questions/questions-page';
import { RunsPage } from './pages/runs/runs-page';
import { describeMoment, utcDayOf } from './shell/format';
import { Icon } from './shell/icon';
import { cloudNowMs, hearTime } from './state/cloud-time';
import { connection, followEvents } from './state/events';
import { keepFresh } from './state/keep-fresh';
import { overview, problem, said } from './state/overview';
import { followAddress, hrefOf, pageTitles, route, tabTitleOf } from './state/route';

const isCutOff = (): boolean => connection.value === 'closed' || connection.value === 'gone';

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
        {isCutOff() ? 'Not connected' : stage && `Stage ${stage}`}
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
    <time class="clock" dateTime={iso} title={describeMoment(nowMs)}>
      <b>{iso.slice(11, 16)}</b> {utcDayOf(nowMs)} UTC
    </time>
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
    said.value = undefined;
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
      {isCutOff() && (
        <p class="bad">
          {connection.value === 'gone'
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
      {said.value !== undefined && (
        <p>
          <Icon name="good" /> {said.value}
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
