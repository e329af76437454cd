import { type CorpusQuery, endOfQuery } from './corpus-entry';

/** Container Insights: performance events of EKS and ECS, and the logs of containers. */
export const containerInsights: readonly CorpusQuery[] = [
  {
    query: 'stats avg(node_cpu_utilization) as cpu by NodeName | sort cpu desc',
    mistake: ['avg(node_cpu_utilization)', 'average(node_cpu_utilization)'],
  },
  {
    query: `filter Type = "Pod"
      | stats avg(pod_cpu_utilization) as cpu, avg(pod_memory_utilization) as memory by PodName, Namespace
      | sort cpu desc
      | limit 20`,
    mistake: ['Type = "Pod"', 'Type = \'Pod"'],
    at: "'Pod",
  },
  {
    query: `filter Type = "Container"
      | stats max(container_memory_working_set) / 1048576 as peakMiB by kubernetes.container_name, kubernetes.pod_name`,
    mistake: ['peakMiB by', 'peak MiB by'],
    at: 'MiB',
  },
  {
    query: 'stats avg(number_of_container_restarts) as restarts by PodName | sort restarts desc',
    mistake: ['by PodName |', 'by PodName as |'],
    at: '| sort',
  },
  {
    query: `filter Type = "Node" and CloudWatchMetrics.0.Metrics.0.Name = "node_cpu_utilization"
      | fields @timestamp, NodeName, node_cpu_utilization`,
    mistake: ['and CloudWatch', '& CloudWatch'],
    at: '&',
  },
  {
    query: `stats pct(container_cpu_usage_total, 50) as typicalCpu by kubernetes.container_name
      | sort typicalCpu desc`,
    mistake: ['pct(container_cpu_usage_total, 50)', 'pct(50, container_cpu_usage_total)'],
    at: 'container_cpu_usage_total)',
  },
  {
    query:
      'stats avg(pod_number_of_container_restarts) as restarts, avg(pod_number_of_running_containers) as running by PodName, bin(10m)',
    mistake: ['as restarts, avg', 'as restarts | avg'],
    at: 'avg(pod_number_of_running',
  },
  {
    query: `filter Type = "NodeFS"
      | stats max(node_filesystem_utilization) as full by device, NodeName
      | filter full > 80`,
    mistake: ['full > 80', 'full > 80%'],
    at: endOfQuery,
  },
  {
    query: `filter Type = "Task"
      | stats max(MemoryUtilized) as usedMiB, max(MemoryReserved) as reservedMiB, usedMiB / reservedMiB * 100 as percent by TaskDefinitionFamily`,
    mistake: ['as percent by', 'as % by'],
    at: '% by',
  },
  {
    query: `filter Type = "Service"
      | stats latest(RunningTaskCount) as running, latest(DesiredTaskCount) as desired by ServiceName
      | filter running < desired`,
    mistake: ['running < desired', 'running < wanted'],
    at: 'wanted',
  },
  {
    query: `fields @timestamp, log
      | filter kubernetes.namespace_name = "shop" and kubernetes.container_name != "istio-proxy"
      | sort @timestamp desc
      | limit 1000`,
    mistake: ['| limit 1000', '| limit 1000000'],
    at: '1000000',
  },
  {
    query: `fields @timestamp, kubernetes.pod_name, log
      | filter log like /OOMKilled|Evicted/
      | stats count(*) as kills by kubernetes.pod_name, kubernetes.host`,
    mistake: ['OOMKilled|Evicted', 'OOMKilled|*Evicted'],
    at: '*Evicted',
  },
  {
    query:
      'filter stream = "stderr" | stats count(*) as errors by kubernetes.labels.`app.kubernetes.io/name` | sort errors desc',
    mistake: ['`app.kubernetes.io/name`', '`app.kubernetes.io/name'],
    at: '`app',
  },
  {
    query: `filter ispresent(kubernetes.labels.app)
      | parse log "level=* msg=*" as level, text
      | stats count(*) by kubernetes.labels.app, level`,
    mistake: ['as level, text', 'as level text'],
    at: 'text\n',
  },
  {
    query: `fields jsonParse(log) as entry
      | filter entry.level = "error"
      | stats count(*) as errors by kubernetes.container_name, entry.logger`,
    mistake: ['entry.logger', 'entry. logger'],
    at: '. logger',
  },
  {
    query: `fields toMillis(@ingestionTime) - toMillis(@timestamp) as lagMs
      | stats avg(lagMs) as meanLag, max(lagMs) as worstLag by bin(5m)`,
    mistake: ['toMillis(@ingestionTime)', 'toMilis(@ingestionTime)'],
    at: 'toMilis',
  },
  {
    query: `filter Type = "Cluster"
      | stats avg(cluster_failed_node_count) as failed by ClusterName, bin(1h) as hour
      | sort hour`,
    mistake: ['by ClusterName', 'by ClusterName by'],
    at: 'by, bin',
  },
  {
    query: `stats avg(CpuUtilized) as cpu by bin(1h) as hour, ServiceName
      | stats max(cpu) as peak, min(cpu) as low by ServiceName`,
    mistake: [
      'stats max(cpu) as peak, min(cpu) as low by ServiceName',
      'stats max(cpu) as peak, min(cpu) as low by TaskId',
    ],
    at: 'TaskId',
  },
  {
    query: `filter kubernetes.pod_name like "checkout-"
      | stats sum(log like /ERROR/) as errors, count(*) as lines by bin(1m)
      | fields errors / lines as share`,
    mistake: ['sum(log like /ERROR/)', 'sum(log like ERROR)'],
    at: 'ERROR',
  },
  {
    query: String.raw`filter @logStream like /^application\.var\.log\.containers\.web/ and log not like "healthz"
      | fields @timestamp, log`,
    mistake: ['log not like', 'log ! like'],
    at: '! like',
  },
];
