import { type ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

import { Badge } from '../../shell/inline';
import { useFresh } from '../../state/keep-fresh';
import { overview } from '../../state/overview';
import { hrefOf, route } from '../../state/route';
import { type PartProps, said } from './cloud-state';
import { FunctionsPart } from './functions-part';
import { HealthPart } from './health-part';
import { QueuesPart, deadLetterCount } from './queues-part';
import { SchedulesPart } from './schedules-part';
import { TablesPart } from './tables-part';

const parts: Readonly<Record<string, readonly [title: string, Part: ComponentType<PartProps>]>> = {
  queues: ['Queues', QueuesPart],
  tables: ['Tables', TablesPart],
  functions: ['Functions', FunctionsPart],
  schedules: ['Schedules and clock', SchedulesPart],
  health: ['Health', HealthPart],
};

/** The parts of the local cloud; those in which something is stuck say so. */
export function CloudPage() {
  const [part = '', name, wanted] = route.value.rest;
  const current = Object.hasOwn(parts, part) ? part : 'queues';
  const [title, Part] = parts[current] ?? ['Queues', QueuesPart];
  const tabs = useRef<HTMLElement>(null);
  const queues = useFresh('cloud.queues', {});
  const stuckCounts: Readonly<Record<string, number | undefined>> = {
    queues: queues && deadLetterCount(queues),
    health: overview.value?.ringingAlarms.length,
  };
  useEffect(() => {
    said.value = '';
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current, name]);
  return (
    <div class="cloud">
      <nav class="tabs" ref={tabs} aria-label="Parts of the cloud">
        {Object.entries(parts).map(([part, [text]]) => (
          <a key={part} href={hrefOf('cloud', part)} aria-current={part === current ? 'page' : undefined}>
            {text} {Boolean(stuckCounts[part]) && <Badge kind="bad">{stuckCounts[part]}</Badge>}
          </a>
        ))}
      </nav>
      <h1>{title}</h1>
      <p class="cloud-said" role="status">
        {said.value}
      </p>
      <Part key={`${current} ${name} ${wanted}`} name={name} wanted={wanted} queues={queues} />
    </div>
  );
}
