/** `labels`: what each has besides the labels that Prometheus adds. */
export type MetricDefinition = {
  readonly kind: 'gauge' | 'counter' | 'histogram';
  readonly help: string;
  readonly labels?: readonly string[];
};

/** Every metric of ours. docs/monitoring.md has the same rows. */
export const METRICS = {
  showrunner_build_info: {
    kind: 'gauge',
    help: '1; the version of Showrunner and of Node',
    labels: ['version', 'node'],
  },
  showrunner_ready: { kind: 'gauge', help: '1: the worker runs and its Temporal server answers' },
  showrunner_status_read_timestamp_seconds: {
    kind: 'gauge',
    help: 'when the workflows last answered; all that they say is as old',
  },
  showrunner_status_reads_failed_total: {
    kind: 'counter',
    help: 'questions to a workflow without an answer',
    labels: ['workflow'],
  },
  showrunner_needs_person: { kind: 'gauge', help: 'things that need a person', labels: ['reason'] },
  showrunner_quota_units_per_day: { kind: 'gauge', help: 'units of a whole day' },
  showrunner_quota_units_left: {
    kind: 'gauge',
    help: 'units that can still be granted today; `rewrite` never gets the reserve',
    labels: ['lane'],
  },
  showrunner_quota_units_spent: {
    kind: 'gauge',
    help: 'units that were reported as spent today; `lost`: spent before this ledger began, at most',
    labels: ['lane'],
  },
  showrunner_quota_units_granted: { kind: 'gauge', help: 'units that were granted and not reported yet' },
  showrunner_quota_waiting: { kind: 'gauge', help: 'workflows that wait for units', labels: ['lane'] },
  showrunner_quota_closed: { kind: 'gauge', help: '1: YouTube says that the quota of today is used up' },
  showrunner_quota_stopped: { kind: 'gauge', help: '1: nothing is granted until a person acts' },
  showrunner_quota_resets_timestamp_seconds: { kind: 'gauge', help: 'when the day of the quota ends' },
  showrunner_credentials_expire_timestamp_seconds: {
    kind: 'gauge',
    help: 'when the login to YouTube ends, if that is known and soon',
  },
  showrunner_commit_synced: {
    kind: 'gauge',
    help: '1: every episode has answered for the newest commit',
  },
  showrunner_head_commit_timestamp_seconds: { kind: 'gauge', help: 'when the newest commit was made' },
  showrunner_synced_commit_timestamp_seconds: {
    kind: 'gauge',
    help: 'when the commit was made that every episode has answered for',
  },
  showrunner_problems: { kind: 'gauge', help: 'problems of files of the newest commit' },
  showrunner_paused: { kind: 'gauge', help: '1: a person paused it', labels: ['what'] },
  showrunner_rewrite_open: { kind: 'gauge', help: '1: a rewrite runs or waits' },
  showrunner_rewrite_episodes: { kind: 'gauge', help: 'episodes of the open rewrite' },
  showrunner_rewrite_episodes_done: { kind: 'gauge', help: 'those of them that have answered' },
  showrunner_rewrite_answers: { kind: 'gauge', help: 'what they answered', labels: ['verdict'] },
  showrunner_rewrite_units_spent: { kind: 'gauge', help: 'units that the open rewrite has spent' },
  showrunner_rewrite_waits: {
    kind: 'gauge',
    help: '1: the open rewrite waits for it',
    labels: ['what'],
  },
  showrunner_notifications_open: {
    kind: 'gauge',
    help: 'things that people were notified of and that are not solved',
  },
  showrunner_notifications_waiting: {
    kind: 'gauge',
    help: 'things that a receiver has not been notified of yet',
    labels: ['receiver'],
  },
  showrunner_notifications_failing: {
    kind: 'gauge',
    help: '1: a receiver cannot be reached',
    labels: ['receiver'],
  },
  showrunner_notification_deliveries_total: {
    kind: 'counter',
    help: 'messages that this worker sent to receivers',
    labels: ['kind', 'outcome'],
  },
  showrunner_videos: {
    kind: 'gauge',
    help: 'public videos that went on air, when numbers were last kept',
    labels: ['show'],
  },
  showrunner_video_views: { kind: 'gauge', help: 'their views', labels: ['show'] },
  showrunner_video_likes: { kind: 'gauge', help: 'their likes', labels: ['show'] },
  showrunner_video_numbers_timestamp_seconds: { kind: 'gauge', help: 'when YouTube was asked for them' },
  showrunner_thumbnail_seconds: {
    kind: 'histogram',
    help: 'time to draw a thumbnail, with the wait for the drawing process',
  },
  showrunner_thumbnail_failures_total: {
    kind: 'counter',
    help: 'thumbnails that could not be drawn',
    labels: ['fault'],
  },
  showrunner_webhook_deliveries_total: {
    kind: 'counter',
    help: 'webhooks that this worker received',
    labels: ['sender', 'outcome'],
  },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

export type MetricName = keyof typeof METRICS;

export type NameOf<Kind extends MetricDefinition['kind']> = {
  [Name in MetricName]: (typeof METRICS)[Name]['kind'] extends Kind ? Name : never;
}[MetricName];

/** A label of each, as text. */
export type LabelsOf<Name extends MetricName> = (typeof METRICS)[Name] extends {
  readonly labels: readonly (infer Label extends string)[];
}
  ? Readonly<Record<Label, string>>
  : Readonly<Record<never, string>>;
