import { type MetricsContext } from 'aws-embedded-metrics/lib/logger/MetricsContext';
import { type MetricsLogger } from 'aws-embedded-metrics/lib/logger/MetricsLogger';
import { LogSerializer } from 'aws-embedded-metrics/lib/serializers/LogSerializer';

/** Where the library believes it runs; the type has no export of its own. */
type Environment = Awaited<ReturnType<ConstructorParameters<typeof MetricsLogger>[0]>>;

/**
 * Makes the library write its documents as lines and add nothing of its own to them: no default dimensions, no names of
 * the function, no trace ids.
 */
export function createLineEnvironment(writeLine: (line: string) => void): Environment {
  const serializer = new LogSerializer();
  const sink = {
    name: 'lines',
    accept: async (context: MetricsContext): Promise<void> => {
      for (const document of serializer.serialize(context)) writeLine(document);
    },
  };
  return {
    probe: async () => true,
    getName: () => 'pulso',
    getType: () => 'pulso',
    getLogGroupName: () => '',
    configureContext: () => {},
    getSink: () => sink,
  };
}
