import { useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';

import { hrefOf, route } from '../../state/route';
import { AnswerView } from './answer-view';
import { QueryEditor } from './query-editor';
import { catalogue, findQuestion, loadQuestions, openAddress, openQuestion, vocabulary } from './questions-state';
import { Scope } from './scope';
import 'uplot/dist/uPlot.min.css';
import './questions.css';

/** The logs of the local cloud, asked in the language of CloudWatch Logs Insights. */
export function QuestionsPage() {
  useEffect(() => void loadQuestions(), []);
  useSignalEffect(() => {
    void catalogue.value;
    if (route.value.page === 'questions') openAddress(route.value.rest);
  });
  const { logGroups, usageLogGroup } = vocabulary.value ?? {};
  const isUnused = logGroups?.some(({ name, eventCount }) => name === usageLogGroup && eventCount === 0);
  return (
    <>
      <h1>Questions</h1>
      {isUnused && (
        <p>
          The bot has logged nothing yet. Start with <code>npm start -- --demo</code>, or talk to the bot in{' '}
          <a href={hrefOf('chat')}>Chat</a>.
        </p>
      )}
      <div class="question-columns">
        <div class="question-work">
          <Scope />
          <QueryEditor />
          <AnswerView />
        </div>
        <CatalogueList />
      </div>
    </>
  );
}

/** The questions that reports ask; each opens in the editor. */
function CatalogueList() {
  const [id, reportId] = route.value.rest;
  const opened = findQuestion(id, reportId);
  return (
    <nav class="question-catalogue" aria-label="Questions of the catalogue">
      <h2>The reports ask</h2>
      <ul class="plain">
        {catalogue.value.map((question) => (
          <li key={question.id + question.query}>
            <a
              href={hrefOf('questions', question.id, question.reports[0]?.id ?? '')}
              aria-current={question === opened ? 'true' : undefined}
              onClick={() => question === opened && openQuestion(question)}
            >
              {question.title}
            </a>{' '}
            <span class="faint">
              {question.reports.map((report) => `${report.id}, ${report.windowHours} h`).join('; ')}
            </span>
          </li>
        ))}
      </ul>
    </nav>
  );
}
