import { formatBytes, formatCount } from '../../shell/format';
import { Moment } from '../../shell/moment';
import { type ChosenRange, presets } from './range-of';
import { loadQuestions, logGroups, range, toggleLogGroup, vocabulary } from './questions-state';

/** Which logs are asked, and of what time. */
export function Scope() {
  const { preset, ...custom } = range.value;
  const { lastWindow } = vocabulary.value ?? {};
  return (
    <div class="row">
      <LogGroups />
      <label>
        Time{' '}
        <select
          value={preset}
          onChange={({ currentTarget }) =>
            (range.value = { ...range.value, preset: currentTarget.value as ChosenRange['preset'] })
          }
        >
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
        {known.map(({ name, eventCount, byteCount, firstMs, lastMs }) => (
          <li key={name}>
            <label>
              <input type="checkbox" checked={logGroups.value.includes(name)} onChange={() => toggleLogGroup(name)} />{' '}
              {name}
            </label>{' '}
            <span class="faint">
              {formatCount(eventCount)} events, {formatBytes(byteCount)}
              {firstMs !== undefined && lastMs !== undefined && (
                <>
                  , <Moment atMs={firstMs} /> to <Moment atMs={lastMs} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Names of log groups differ in their end. */
const shortName = (name: string): string => name.split('/').at(-1) ?? name;
