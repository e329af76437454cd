import { hrefOf, route } from '../../state/route';
import { catalogue, openQuestion } from './questions-state';

/** The questions that reports ask; each opens in the editor. */
export function CatalogueList() {
  const [id, reportId] = route.value.rest;
  return (
    <nav class="question-catalogue" aria-label="Questions of the catalogue">
      <h2>The reports ask</h2>
      <ul class="plain">
        {catalogue.value.map((question) => {
          const { reports } = question;
          const own = reports.map((report) => report.id);
          const isOpen = question.id === id && (reportId === undefined || own.includes(reportId));
          return (
            <li key={`${question.id} ${own.join(' ')}`}>
              <a
                href={hrefOf('questions', question.id, own[0] ?? '')}
                aria-current={isOpen ? 'true' : undefined}
                onClick={() => isOpen && openQuestion(question.id, own[0])}
              >
                {question.title}
              </a>{' '}
              <span class="faint">{reports.map((report) => `${report.id}, ${report.windowHours} h`).join('; ')}</span>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
