/** @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html */
export interface MailAccount {
  /** False: the sandbox, which sends to verified addresses alone. */
  readonly hasProductionAccess: boolean;
  readonly isSendingEnabled: boolean;
  /** `HEALTHY`, `PROBATION` or `SHUTDOWN`. */
  readonly enforcementStatus: string;
  readonly sentLastDay: number;
  readonly maxPerDay: number;
}

/** An address or a domain. @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html */
export interface MailIdentity {
  readonly isVerified: boolean;
  /** Its default configuration set, where it has one. */
  readonly configurationSet?: string;
}

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
export interface Subscription {
  readonly protocol: string;
  /** False: the mail with the link to confirm it waits in the reader's inbox, and nothing is sent until then. */
  readonly isConfirmed: boolean;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html */
export interface AlarmState {
  readonly name: string;
  readonly state: string;
  /** Why it is in that state, in CloudWatch's words. */
  readonly reason: string;
  /** Whether it tells anything of its going off. */
  readonly hasActions: boolean;
}
