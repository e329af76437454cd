import { type ComponentType, render } from 'preact';

import { ChatPage } from './pages/chat/chat-page';
import { CloudPage } from './pages/cloud/cloud-page';
import { QuestionsPage } from './pages/questions/questions-page';
import { RunsPage } from './pages/runs/runs-page';
import { Navigation } from './shell/navigation';
import { followEvents, isConnected } from './state/connection';
import { loadOverview, overview, problem } from './state/overview';
import { type PageName, hrefOf, route } from './state/route';
import { takeEvent } from './state/take-event';
import './styles.css';

const pages: Readonly<Record<PageName, ComponentType>> = {
  chat: ChatPage,
  runs: RunsPage,
  questions: QuestionsPage,
  cloud: CloudPage,
};

/** The console: the page that the address names, below what is on every page. */
function App() {
  const Page = pages[route.value.page];
  return (
    <>
      <a class="skip" href="#main">
        Skip to the page
      </a>
      <Navigation />
      <Banner />
      <main id="main" tabIndex={-1}>
        <Page />
      </main>
    </>
  );
}

/** What a person must know on every page: a problem, a lost connection, alarms that ring. */
function Banner() {
  const { ringingAlarms = [], activity } = overview.value ?? {};
  return (
    <div class="banners" aria-live="polite">
      {isConnected.value === false && (
        <p class="banner banner-bad">The local cloud does not answer. Start it again: npm start</p>
      )}
      {activity !== undefined && <p class="banner">A day is being played. {activity}</p>}
      {ringingAlarms.length > 0 && (
        <p class="banner banner-bad">
          <a href={hrefOf('cloud', 'alarms')}>{ringingAlarms.length === 1 ? 'An alarm rings' : 'Alarms ring'}</a>:{' '}
          {ringingAlarms.join(', ')}
        </p>
      )}
      {problem.value !== undefined && (
        <p class="banner banner-bad" role="alert">
          {problem.value}{' '}
          <button type="button" onClick={() => (problem.value = undefined)}>
            Close
          </button>
        </p>
      )}
    </div>
  );
}

followEvents(takeEvent);
void loadOverview();
render(<App />, document.body);
