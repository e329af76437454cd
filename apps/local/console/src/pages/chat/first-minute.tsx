import { Icon } from '../../shell/icon';
import { Badge, Moment } from '../../shell/inline';
import { call } from '../../state/call';
import { useFresh } from '../../state/keep-fresh';
import { attempt, overview } from '../../state/overview';
import { hrefOf } from '../../state/route';
import { stateKinds, stateTexts } from '../runs/run-words';
import { enter, people } from './chat-state';

/** Kills the worker that answers a report's questions, twice: the run waits, tries again, and comes to its end. */
const fault = { spec: 'kill:query-worker=1msx2' };

/** What a newcomer can do first, where no chat is open. */
export function FirstMinute() {
  const [last] = useFresh('runs.list', {}) ?? [];
  const admin = people.value.find(({ isAdmin }) => isAdmin);
  const breakIt = (): Promise<void> =>
    attempt(async () => {
      await call('cloud.plan-faults', fault);
      await call('chat.say', { person: admin?.id ?? '', text: '/report' });
      location.hash = hrefOf('runs');
    });
  return (
    <div class="chat-first">
      <h2>
        <Icon name="pulse" /> {overview.value?.bot.name ?? 'The bot'} counts how much it is used, and reports it
      </h2>
      {last && (
        <section class="card">
          <h2>The last report</h2>
          <p>
            <strong>{last.reportId}</strong> <Badge kind={stateKinds[last.state]}>{stateTexts[last.state]}</Badge> asked
            for at <Moment atMs={last.askedAtMs} />
          </p>
          <a href={hrefOf('runs', last.runId)}>How it came about</a>: every message, invocation and query of it.
        </section>
      )}
      <section class="card">
        <h2>Talk to it</h2>
        <p>It answers within a moment, and counts that you were there.</p>
        <button type="button" class="primary" onClick={() => void enter({ person: 'You' }, '/roll')}>
          Send /roll
        </button>
      </section>
      {admin && (
        <section class="card">
          <h2>Break something</h2>
          <p>
            Kills the worker twice that asks the logs, and asks for a report: its run says what it waits for, and how it
            recovers. More faults are under <a href={hrefOf('cloud', 'health')}>Health</a>.
          </p>
          <button type="button" onClick={() => void breakIt()}>
            Break it, and show the run
          </button>
        </section>
      )}
    </div>
  );
}
