import { hrefOf, route } from '../../state/route';
import { catalogue, findQuestion, openQuestion } from './questions-state';

/** The questions that reports ask; each opens in the editor. */
export function CatalogueList() {
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
