import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

import { formatCount } from '../../shell/format';
import { keepFresh, useFresh } from '../../state/keep-fresh';
import { attempt } from '../../state/overview';
import { hrefOf, route } from '../../state/route';
import { AnswerView } from './answer-view';
import { type ChosenRange, addressOf, lastHours } from './asked';
import { askedNow, logGroups, openAddress, range, runQuery, toggleLogGroup, vocabulary } from './questions-state';

/** The logs of the local cloud, asked in the language of CloudWatch Logs Insights. */
export function QuestionsPage() {
  useEffect(() => keepFresh('questions.vocabulary', {}, (words) => (vocabulary.value = words), []), []);
  useSignalEffect(() => {
    if (route.value.page === 'questions') openAddress(route.value.rest);
  });
  return (
    <>
      <h1>Questions</h1>
      <div class="card row">
        <Catalogue />
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
      <section aria-label="Answer">
        {askedNow.value && <AnswerView key={askedNow.value.place} {...askedNow.value} />}
      </section>
    </>
  );
}

/** Most of the console's JavaScript, so it is loaded with this page alone. */
function QueryEditor() {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = host.current;
    if (!place) return;
    const loading = import('./create-editor').then(({ createEditor }) => createEditor(place));
    void attempt(() => loading);
    return () => void loading.then((remove) => remove());
  }, []);
  return <div ref={host} class="editor" />;
}

/** The questions that reports ask; each opens in the editor, and is asked of the window of its report. */
function Catalogue() {
  const catalogue = useFresh('questions.catalogue', {}, []) ?? [];
  const offered = catalogue.flatMap(({ title, query, reports }) =>
    reports.map(({ id, windowHours }) => {
      const asked = { query: query.replaceAll(' | ', '\n| '), logGroups: undefined, range: lastHours(windowHours) };
      return { address: hrefOf('questions', ...addressOf(asked)), text: `${title} (${id}, ${windowHours} h)` };
    }),
  );
  const here = hrefOf('questions', ...route.value.rest);
  return (
    <label>
      Reports ask{' '}
      <select value={here} onChange={({ currentTarget }) => (location.hash = currentTarget.value)}>
        {offered.every(({ address }) => address !== here) && <option value={here}>Choose a question</option>}
        {offered.map(({ address, text }) => (
          <option key={text} value={address}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

const times: Readonly<Record<string, string>> = {
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '168h': 'Last 7 days',
  all: 'All there is',
};

/** Of what time logs are asked; an address may name another than is offered. */
const TimeRange = () => (
  <label>
    Time{' '}
    <select value={range.value} onChange={({ currentTarget: { value } }) => (range.value = value as ChosenRange)}>
      {Object.entries({ ...times, [range.value]: times[range.value] ?? range.value }).map(([value, title]) => (
        <option key={value} value={value}>
          {title}
        </option>
      ))}
    </select>
  </label>
);

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
