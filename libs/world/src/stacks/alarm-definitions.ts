/** A metric by its full name. Two sets of dimensions make two metrics. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What an alarm looks at: data points of a metric. */
export interface MetricStatDefinition {
  /** For expressions; `m1` where the alarm names a single metric. */
  readonly id: string;
  readonly metric: MetricName;
  /** For example `Sum` or `p95`. */
  readonly statistic: string;
}

/** What an alarm looks at: what is calculated from others. */
export interface MetricExpressionDefinition {
  readonly id: string;
  readonly expression: string;
}

export interface AlarmDefinition {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly queries: readonly (MetricStatDefinition | MetricExpressionDefinition)[];
  /** Which of the queries is compared with the threshold. */
  readonly watchedId: string;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  /** As AWS spells it, for example `GreaterThanThreshold`. */
  readonly comparison: string;
  readonly threshold: number;
  /** For how long after it is created it waits for data; 0: not at all. */
  readonly warmUpMinutes: number;
  readonly treatMissingData: 'breaching' | 'ignore' | 'missing' | 'notBreaching';
  /** ARNs. */
  readonly alarmActions: readonly string[];
  /** ARNs. */
  readonly okActions: readonly string[];
}

export interface MetricFilterDefinition {
  readonly name: string;
  readonly logGroupName: string;
  readonly pattern: string;
  readonly metric: Pick<MetricName, 'name' | 'namespace'>;
  /** A number, or a selector such as `$.durationMs`. */
  readonly value: string;
  /** Selectors by the names of dimensions. */
  readonly dimensions: Readonly<Record<string, string>>;
}
