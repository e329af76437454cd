import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

import { formatCount } from '../../shell/format';
import { keepFresh, useFresh } from '../../state/keep-fresh';
import { attempt } from '../../state/overview';
import { hrefOf, route } from '../../state/route';
import { AnswerView } from './answer-view';
import { type ChosenRange, addressOf, endsOf, lastHours } from './asked';
import {
  askedNow,
  logGroups,
  openAddress,
  openQuestion,
  range,
  runQuery,
  toggleLogGroup,
  vocabulary,
} from './questions-state';

/** The logs of the local cloud, asked in the language of CloudWatch Logs Insights. */
export function QuestionsPage() {
  useEffect(() => keepFresh('questions.vocabulary', {}, (words) => (vocabulary.value = words), []), []);
  useSignalEffect(() => {
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
          <p class="row">
            <button type="button" class="primary" onClick={runQuery}>
              Run
            </button>
            <span class="faint">
              <kbd>Ctrl</kbd> or <kbd>⌘</kbd> <kbd>Enter</kbd> in the editor, too
            </span>
          </p>
          <section aria-label="Answer">{askedNow.value && <AnswerView {...askedNow.value} />}</section>
        </div>
        <CatalogueList />
      </div>
    </>
  );
}

/** Most of the console's JavaScript, so it is loaded with this page alone. */
function QueryEditor() {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let remove: (() => void) | undefined;
    let isGone = false;
    void attempt(async () => {
      const { createEditor } = await import('./create-editor');
      if (!isGone && host.current) remove = createEditor(host.current);
    });
    return () => {
      isGone = true;
      remove?.();
    };
  }, []);
  return <div ref={host} />;
}

/** The questions that reports ask; each opens in the editor, and is asked of the window of its report. */
function CatalogueList() {
  const catalogue = useFresh('questions.catalogue', {}, []) ?? [];
  return (
    <nav aria-label="Questions of the catalogue">
      <h2>The reports ask</h2>
      <ul class="plain">
        {catalogue.flatMap(({ title, query, reports }) =>
          reports.map(({ id, windowHours }) => {
            const asked = {
              query: query.replaceAll(' | ', '\n| '),
              logGroups: undefined,
              range: lastHours(windowHours),
            };
            const rest = addressOf(asked);
            return (
              <li key={`${id} ${title}`}>
                <a
                  href={hrefOf('questions', ...rest)}
                  aria-current={rest.join() === route.value.rest.join()}
                  onClick={() => openQuestion(asked)}
                >
                  {title}
                </a>{' '}
                <span class="faint">
                  {id}, {windowHours} h
                </span>
              </li>
            );
          }),
        )}
      </ul>
    </nav>
  );
}

/** Of what time logs are asked. */
function TimeRange() {
  const ends = endsOf(range.value);
  const offered: Readonly<Record<string, string>> = {
    '1h': 'Last hour',
    '24h': 'Last 24 hours',
    ...(range.value.endsWith('h') &&
      range.value !== '1h' && { [range.value]: `Last ${range.value.slice(0, -1)} hours` }),
    all: 'All there is',
    [ends ? range.value : '..']: 'From … to … (UTC)',
  };
  return (
    <>
      <label>
        Time{' '}
        <select value={range.value} onChange={({ currentTarget: { value } }) => (range.value = value as ChosenRange)}>
          {Object.entries(offered).map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {ends?.map((end, index) => (
        <input
          key={index}
          type="datetime-local"
          step="1"
          aria-label={index === 0 ? 'From' : 'To'}
          value={end}
          onInput={({ currentTarget: { value } }) => (range.value = ends.with(index, value).join('..') as ChosenRange)}
        />
      ))}
    </>
  );
}

/** Which logs are asked; their names differ in their end. */
const LogGroups = () => (
  <details>
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
