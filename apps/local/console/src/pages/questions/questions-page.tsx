import { useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';

import { formatCount } from '../../shell/format';
import { Moment } from '../../shell/inline';
import { hrefOf, route } from '../../state/route';
import { AnswerView } from './answer-view';
import { type ChosenRange, addressOf, lastHours } from './asked';
import { QueryEditor } from './query-editor';
import {
  askedBefore,
  catalogue,
  findQuestion,
  loadQuestions,
  openAddress,
  openQuestion,
  vocabulary,
  logGroups,
  range,
  toggleLogGroup,
} from './questions-state';

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
        <div class="question-catalogue">
          <CatalogueList />
          <AskedBefore />
        </div>
      </div>
    </>
  );
}

/** The questions that reports ask; each opens in the editor. */
function CatalogueList() {
  const [id, reportId] = route.value.rest;
  const opened = findQuestion(id, reportId);
  return (
    <nav aria-label="Questions of the catalogue">
      <h2>The reports ask</h2>
      <ul class="plain">
        {catalogue.value.map((question) => (
          <li key={question.id + question.query}>
            <a
              href={hrefOf('questions', question.id, question.reports[0]?.id ?? '')}
              aria-current={question === opened ? 'true' : undefined}
              onClick={({ currentTarget }) => currentTarget.hash === location.hash && openQuestion(question, reportId)}
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

/** What was asked before in this browser; a link asks it again. */
function AskedBefore() {
  if (askedBefore.value.length === 0) return null;
  return (
    <nav aria-label="Asked before">
      <h2>Asked before</h2>
      <ul class="plain">
        {askedBefore.value.map((asked) => (
          <li key={JSON.stringify(addressOf(asked))}>
            <a href={hrefOf('questions', ...addressOf(asked))} title={asked.query}>
              <code>{asked.query.replaceAll(/\s+/g, ' ').slice(0, 90)}</code>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Of a range of hours that is chosen, its number stands behind the name. */
const presets = {
  report: "The last report's window",
  all: 'All there is',
  custom: 'From … to … (UTC)',
} as const;

const isPreset = (name: string): name is keyof typeof presets => Object.hasOwn(presets, name);

/** @param choice - A preset, or a number of hours. */
const chosenRange = (choice: string, before: ChosenRange): ChosenRange =>
  isPreset(choice) ? { ...before, preset: choice } : { ...before, ...lastHours(Number(choice)) };

/** Which logs are asked, and of what time. */
function Scope() {
  const { preset, hours, ...custom } = range.value;
  const offeredHours = [...new Set([1, 24, hours])].sort((a, b) => a - b);
  const { lastWindow } = vocabulary.value ?? {};
  return (
    <div class="row">
      <LogGroups />
      <label>
        Time{' '}
        <select
          value={preset === 'hours' ? hours : preset}
          onChange={({ currentTarget }) => (range.value = chosenRange(currentTarget.value, range.value))}
        >
          {offeredHours.map((count) => (
            <option key={count} value={count}>
              {count === 1 ? 'Last hour' : `Last ${count} hours`}
            </option>
          ))}
          {Object.entries(presets).map(([name, title]) => (
            <option key={name} value={name} disabled={name === 'report' && !lastWindow}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {preset === 'report' && lastWindow && (
        <span class="faint">
          {lastWindow.reportId}: <Moment atMs={lastWindow.startMs} /> to <Moment atMs={lastWindow.endMs} />
        </span>
      )}
      {preset === 'custom' &&
        (['customStart', 'customEnd'] as const).map((end) => (
          <label key={end}>
            {end === 'customStart' ? 'From' : 'To'}{' '}
            <input
              type="datetime-local"
              step="1"
              value={custom[end]}
              onInput={({ currentTarget }) => (range.value = { ...range.value, [end]: currentTarget.value })}
            />
          </label>
        ))}
    </div>
  );
}

function LogGroups() {
  const { logGroups: known = [] } = vocabulary.value ?? {};
  return (
    <details class="question-groups" onToggle={({ currentTarget }) => currentTarget.open && void loadQuestions()}>
      <summary>Log groups: {logGroups.value.map(shortName).join(', ') || 'none'}</summary>
      <ul class="plain">
        {known.map(({ name, eventCount }) => (
          <li key={name}>
            <label>
              <input type="checkbox" checked={logGroups.value.includes(name)} onChange={() => toggleLogGroup(name)} />{' '}
              {name}
            </label>{' '}
            <span class="faint">{formatCount(eventCount)} events</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Names of log groups differ in their end. */
const shortName = (name: string): string => name.split('/').at(-1) ?? name;
