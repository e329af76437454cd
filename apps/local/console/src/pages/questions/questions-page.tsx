import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

import { formatCount } from '../../shell/format';
import { attempt } from '../../state/overview';
import { hrefOf, route } from '../../state/route';
import { AnswerView } from './answer-view';
import { lastHours } from './asked';
import {
  catalogue,
  checkQuery,
  isRunning,
  loadQuestions,
  logGroups,
  openAddress,
  query,
  range,
  runQuery,
  toggleLogGroup,
  vocabulary,
} from './questions-state';

/** The logs of the local cloud, asked in the language of CloudWatch Logs Insights. */
export function QuestionsPage() {
  useEffect(() => void loadQuestions(), []);
  useSignalEffect(() => {
    void catalogue.value;
    if (route.value.page === 'questions') openAddress(route.value.rest);
  });
  return (
    <>
      <h1>Questions</h1>
      <div class="question-columns">
        <div>
          <div class="card row">
            <LogGroups />
            <TimeRange />
          </div>
          <QueryEditor />
          <AnswerView />
        </div>
        <CatalogueList />
      </div>
    </>
  );
}

/** A pause in typing after which the query is checked, ms. */
const checkAfterMs = 250;

/** The query with what is wrong with it, and the button that asks. */
function QueryEditor() {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let remove: (() => void) | undefined;
    let isGone = false;
    // The editor is most of the console's JavaScript, so it is loaded with this page alone.
    void attempt(async () => {
      const { createEditor } = await import('./create-editor');
      if (!isGone && host.current) remove = createEditor(host.current);
    });
    return () => {
      isGone = true;
      remove?.();
    };
  }, []);
  useSignalEffect(() => {
    void [query.value, logGroups.value, vocabulary.value];
    const timer = setTimeout(() => void checkQuery(), checkAfterMs);
    return () => clearTimeout(timer);
  });
  return (
    <>
      <div ref={host} />
      <p class="row">
        <button type="button" class="primary" disabled={isRunning.value} onClick={() => void runQuery()}>
          {isRunning.value ? 'Running…' : 'Run'}
        </button>
        <span class="faint">
          <kbd>Ctrl</kbd> or <kbd>⌘</kbd> <kbd>Enter</kbd> in the editor, too
        </span>
      </p>
    </>
  );
}

/** The questions that reports ask; each opens in the editor, and is asked of the window of its report. */
const CatalogueList = () => (
  <nav aria-label="Questions of the catalogue">
    <h2>The reports ask</h2>
    <ul class="plain">
      {catalogue.value.flatMap(({ id, title, reports }) =>
        reports.map((report) => {
          const rest = [id, report.id];
          return (
            <li key={rest.join(' ')}>
              <a
                href={hrefOf('questions', ...rest)}
                aria-current={route.value.rest.join(' ') === rest.join(' ')}
                onClick={() => openAddress(rest, true)}
              >
                {title}
              </a>
              <small class="faint">
                {report.id}, {report.windowHours} h
              </small>
            </li>
          );
        }),
      )}
    </ul>
  </nav>
);

const presets = { all: 'All there is', custom: 'From … to … (UTC)' } as const;

const isPreset = (name: string): name is keyof typeof presets => Object.hasOwn(presets, name);

/** Of what time logs are asked. */
function TimeRange() {
  const { preset, hours, ...custom } = range.value;
  const offeredHours = [...new Set([1, 24, hours])].sort((a, b) => a - b);
  const choose = (choice: string): void => {
    range.value = { ...range.value, ...(isPreset(choice) ? { preset: choice } : lastHours(Number(choice))) };
  };
  return (
    <>
      <label>
        Time{' '}
        <select value={preset === 'hours' ? hours : preset} onChange={({ currentTarget: { value } }) => choose(value)}>
          {offeredHours.map((count) => (
            <option key={count} value={count}>
              {count === 1 ? 'Last hour' : `Last ${count} hours`}
            </option>
          ))}
          {Object.entries(presets).map(([name, title]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {preset === 'custom' &&
        (['customStart', 'customEnd'] as const).map((end) => (
          <input
            key={end}
            type="datetime-local"
            step="1"
            aria-label={end === 'customStart' ? 'From' : 'To'}
            value={custom[end]}
            onInput={({ currentTarget: { value } }) => (range.value = { ...range.value, [end]: value })}
          />
        ))}
    </>
  );
}

/** Which logs are asked; their names differ in their end. */
const LogGroups = () => (
  <details onToggle={({ currentTarget }) => currentTarget.open && void loadQuestions()}>
    <summary>Log groups: {logGroups.value.map((name) => name.split('/').at(-1)).join(', ') || 'none'}</summary>
    <ul class="plain">
      {vocabulary.value?.logGroups.map(({ name, eventCount }) => (
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
