import { type ComponentType } from 'preact';

import { ChatPage } from './pages/chat/chat-page';
import { CloudPage } from './pages/cloud/cloud-page';
import { QuestionsPage } from './pages/questions/questions-page';
import { RunsPage } from './pages/runs/runs-page';
import { Banner } from './shell/banner';
import { Navigation } from './shell/navigation';
import { type PageName, route } from './state/route';

const pages: Readonly<Record<PageName, ComponentType>> = {
  chat: ChatPage,
  runs: RunsPage,
  questions: QuestionsPage,
  cloud: CloudPage,
};

export function App() {
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
