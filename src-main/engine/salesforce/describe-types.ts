import type {
  DescribeGlobalResult,
  DescribeGlobalSObjectResult,
  DescribeSObjectResult,
  Field,
  RecordTypeInfo,
} from 'jsforce';

/** jsforce's typings, plus the keys that orgs send and the typings omit. */
export type DescribeField = Field & {
  readonly polymorphicForeignKey?: boolean;
  readonly searchPrefilterable?: boolean;
  readonly aiPredictionField?: boolean;
  readonly formulaTreatNullNumberAsZero?: boolean;
};

export type DescribeRecordType = RecordTypeInfo & {
  readonly active?: boolean;
  readonly developerName?: string;
};

export type DescribeBody = Omit<DescribeSObjectResult, 'fields' | 'recordTypeInfos'> & {
  readonly fields: readonly DescribeField[];
  readonly recordTypeInfos: readonly DescribeRecordType[];
  readonly associateEntityType?: string | null;
  readonly associateParentEntity?: string | null;
};

export type GlobalDescribeItem = DescribeGlobalSObjectResult & {
  readonly associateEntityType?: string | null;
  readonly associateParentEntity?: string | null;
};

export type DescribeGlobalBody = Omit<DescribeGlobalResult, 'sobjects'> & {
  readonly sobjects: readonly GlobalDescribeItem[];
};
