/*
 * What an org has besides objects and fields, as a bundle names it (schema version 1). An absent key means null, false
 * or empty. Keys marked "extension" are optional: the server mints what a bundle without them lacks.
 */

/** Who made a thing and when. User names are names of `org.users`. */
export interface BundleStamp {
  readonly createdDate?: string;
  readonly lastModifiedDate?: string;
  /** Extension: a user name; absent: the running user. */
  readonly createdBy?: string;
  readonly package?: string;
}

export interface BundleReportColumn {
  /** A column of the report type: `AMOUNT`, `CUST_NAME`, `Account.Credit_Block__c`, `Base__c$Lookup__c.Field__c`. */
  readonly field: string;
  /** `Sum`, `Average`, `Maximum`, `Minimum`. */
  readonly aggregateTypes?: readonly string[];
}

export interface BundleReportGrouping {
  readonly field: string;
  readonly dateGranularity?: string;
  readonly sortOrder?: string;
}

export interface BundleReportFilter {
  readonly column: string;
  /** `equals`, `notEqual`, `greaterThan`, `lessThan`, `greaterOrEqual`, `lessOrEqual`, `contains`, `startsWith`. */
  readonly operator: string;
  readonly value?: string;
}

export interface BundleReport extends BundleStamp {
  readonly name: string;
  /** Developer name of the folder; `unfiled$public`; or the user name of whose private folder it is in (extension). */
  readonly folder: string;
  readonly label?: string;
  readonly description?: string;
  /** `Tabular`, `Summary`, `Matrix`, `MultiBlock`. */
  readonly format?: string;
  /** `Opportunity`, `CustomEntity$Site__c`, or the developer name of a custom report type with `__c`. */
  readonly reportType: string;
  readonly scope?: string;
  readonly showDetails?: boolean;
  readonly columns?: readonly BundleReportColumn[];
  readonly groupingsDown?: readonly BundleReportGrouping[];
  readonly groupingsAcross?: readonly BundleReportGrouping[];
  readonly filters?: readonly BundleReportFilter[];
  readonly filterLogic?: string;
  /** `interval` is `INTERVAL_CUSTOM`, `INTERVAL_CURY`, `INTERVAL_LAST90` and their like. */
  readonly timeFrame?: { readonly column: string; readonly interval: string };
  readonly sortColumn?: string;
  readonly chart?: Readonly<Record<string, unknown>>;
  readonly buckets?: readonly {
    readonly name: string;
    readonly label?: string;
    readonly sourceColumn: string;
    /** `number`, `text`, `picklist`. */
    readonly type?: string;
  }[];
  readonly crossFilters?: readonly {
    /** `with` or `without`. */
    readonly operation: string;
    readonly primary: string;
    readonly relatedTable: string;
    readonly relatedColumn: string;
  }[];
  /** Summary formulas. */
  readonly aggregates?: readonly {
    readonly name: string;
    readonly label?: string;
    readonly formula: string;
    readonly datatype?: string;
  }[];
  readonly rowLimit?: number;
  /** Extension; absent: never run. */
  readonly lastRunDate?: string;
  /** Extension: when the running user last opened it. */
  readonly lastViewedDate?: string;
}

export interface BundleReportType {
  readonly name: string;
  readonly label: string;
  readonly baseObject: string;
  readonly category?: string;
  readonly columns?: readonly { readonly table: string; readonly field: string }[];
}

export interface BundleDashboardComponent {
  /** `Bar`, `Column`, `Donut`, `Line`, `Metric`, `Table`, `Gauge`. */
  readonly componentType?: string;
  readonly header?: string;
  readonly title?: string;
  /** `folder/name`. May name a report that was deleted. */
  readonly report?: string;
  readonly groupingColumns?: readonly string[];
  readonly summaries?: readonly { readonly column: string; readonly aggregate?: string }[];
}

export interface BundleDashboard extends BundleStamp {
  readonly name: string;
  readonly folder: string;
  readonly title?: string;
  readonly description?: string;
  /** `SpecifiedUser`, `LoggedInUser`, `MyTeamUser`. */
  readonly dashboardType?: string;
  /** Extension: a user name; absent: the running user. */
  readonly runningUser?: string;
  readonly components?: readonly BundleDashboardComponent[];
  readonly filters?: readonly { readonly name: string }[];
  /** Extension. */
  readonly lastViewedDate?: string;
  /** Extension. */
  readonly lastRefreshedDate?: string;
}

/** Folders of reports and dashboards (extension). A folder that is only named by a report is public. */
export interface BundleFolder extends BundleStamp {
  readonly name: string;
  readonly label: string;
  readonly type: 'Report' | 'Dashboard';
  readonly parent?: string;
  /** `Public`, `Shared` (with some people) or `Hidden`. */
  readonly accessType: string;
  readonly readOnly?: boolean;
}

export interface BundleFlowElement {
  /** The tag of the Metadata API, for example `recordUpdates`. */
  readonly type: string;
  readonly name: string;
  readonly label?: string;
  readonly object?: string;
  /** Extension: `Object.Field` paths that the element reads or writes. */
  readonly fields?: readonly string[];
}

export interface BundleFlowVersion extends BundleStamp {
  readonly versionNumber: number;
  /** `Active`, `Draft`, `Obsolete`, `InvalidDraft`. */
  readonly status: string;
  readonly apiVersion?: string;
}

export interface BundleFlowVariable {
  readonly name: string;
  readonly dataType?: string;
  readonly objectType?: string;
  readonly isCollection?: boolean;
  readonly isInput?: boolean;
  readonly isOutput?: boolean;
}

export interface BundleFlow extends BundleStamp {
  readonly name: string;
  readonly label?: string;
  readonly description?: string;
  /** `AutoLaunchedFlow`, `Flow` (with screens), `Workflow` (Process Builder). */
  readonly processType?: string;
  readonly status?: string;
  readonly apiVersion?: string;
  readonly object?: string;
  /** `RecordBeforeSave`, `RecordAfterSave`, `Scheduled`, `PlatformEvent`. */
  readonly triggerType?: string;
  /** `Create`, `Update`, `CreateAndUpdate`, `Delete`. */
  readonly recordTriggerType?: string;
  readonly elements?: readonly BundleFlowElement[];
  /** How many parts of each kind there are, those that `elements` leaves out (formulas, choices, …) too. */
  readonly elementCounts?: Readonly<Record<string, number>>;
  readonly variables?: readonly BundleFlowVariable[];
  /** Extension: oldest first; absent: the one version that the flow itself describes. */
  readonly versions?: readonly BundleFlowVersion[];
}

export interface BundleApexClass extends BundleStamp {
  readonly name: string;
  readonly apiVersion?: string;
  readonly status?: string;
  readonly lines?: number;
  readonly isTest?: boolean;
}

export interface BundleApexTrigger extends BundleApexClass {
  readonly object: string;
  /** `before insert`, `after update` and so on. */
  readonly events?: readonly string[];
}

export interface BundleObjectPermission {
  readonly object: string;
  readonly read?: boolean;
  readonly create?: boolean;
  readonly edit?: boolean;
  readonly delete?: boolean;
  readonly viewAll?: boolean;
  readonly modifyAll?: boolean;
}

export interface BundleFieldPermission {
  /** `Object.Field`. */
  readonly field: string;
  readonly readable?: boolean;
  readonly editable?: boolean;
}

/** A profile or a permission set. */
export interface BundleAccess extends BundleStamp {
  readonly name: string;
  readonly label?: string;
  readonly description?: string;
  readonly license?: string;
  readonly objectPermissions?: readonly BundleObjectPermission[];
  readonly fieldPermissions?: readonly BundleFieldPermission[];
  /** Names without `Permissions`, for example `ViewSetup`; as text or with its name under `name`. */
  readonly userPermissions?: readonly (string | { readonly name: string })[];
  readonly classAccesses?: readonly (string | { readonly class: string })[];
  readonly pageAccesses?: readonly (string | { readonly page: string })[];
  /** Extension: names of custom permissions. */
  readonly customPermissions?: readonly string[];
  /** Extension: the permission set works only in a session that activates it. */
  readonly activationRequired?: boolean;
}

/** A permission set group (extension). */
export interface BundleAccessGroup extends BundleStamp {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  /** Names of permission sets. */
  readonly members: readonly string[];
  /** What the group's muting permission set takes away. */
  readonly muted?: BundleAccess;
}

/** Who has which permission set or group (extension). */
export interface BundleAssignment {
  readonly username: string;
  readonly permissionSet?: string;
  readonly group?: string;
  readonly expirationDate?: string;
}

export interface BundleWorkflow extends BundleStamp {
  readonly name: string;
  readonly object?: string;
  readonly kind?: string;
  readonly active?: boolean;
  readonly description?: string;
  readonly formula?: string;
  /** `onCreateOnly`, `onCreateOrTriggeringUpdate`, `onAllChanges`. */
  readonly triggerType?: string;
  readonly criteria?: readonly { readonly field: string; readonly operation: string; readonly value?: string }[];
  /** What a rule does: `FieldUpdate`, `Alert`, `Task`, … by name. */
  readonly actions?: readonly { readonly name: string; readonly type: string }[];
  /** A field update's field, and the value where it is no formula. */
  readonly updatesField?: string;
  readonly literalValue?: string;
}

/** A page layout with what stands on it (extension); the schema's own `layouts` are names. */
export interface BundleLayout extends BundleStamp {
  /** `Account-Account Layout`. */
  readonly name: string;
  readonly object: string;
  readonly fields: readonly string[];
  readonly recordTypes?: readonly string[];
}

/** One use of a thing by another: `from` uses `to`. Fields are `Object.Field`, reports `folder/name`. */
export interface BundleDependency {
  readonly from: { readonly type: string; readonly name: string };
  readonly to: { readonly type: string; readonly name: string };
  readonly via?: readonly string[];
}

/** Anything else of Setup that is only known by its name (extension), by the name of its Tooling object. */
export interface BundleNamed extends BundleStamp {
  readonly type: string;
  readonly name: string;
  readonly label?: string;
  readonly description?: string;
  readonly object?: string;
}

/** A set of values that several picklists share. */
export interface BundleValueSet extends BundleStamp {
  readonly name: string;
  /** Extension; absent: follows from the name. */
  readonly label?: string;
  /** Extension. */
  readonly description?: string;
  /** Extension: values are shown in the order of their labels. */
  readonly sorted?: boolean;
  readonly values: readonly { readonly value: string; readonly label?: string; readonly default?: boolean }[];
}
