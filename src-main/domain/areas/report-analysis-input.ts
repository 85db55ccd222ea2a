/** A report as the analysis sees it. */
export type AnalysedReport = {
  /** `folder/name`. */
  readonly name: string;
  readonly label: string;
  readonly folder: string | null;
  readonly isPrivate: boolean;
  readonly format: string | null;
  /** Null: unknown, because the definition was not read. */
  readonly reportType: string | null;
  /** ISO 8601; null: never run. */
  readonly lastRunDate: string | null;
  readonly createdDate: string | null;
  readonly lastModifiedDate: string | null;
  readonly createdBy: Person;
  readonly lastModifiedBy: Person;
  /** What it shows, without its name and place; null where it was not read. */
  readonly definition: AnalysedDefinition | null;
};

export type AnalysedDefinition = {
  /** Equal for reports that show the same in the same order. */
  readonly exact: string;
  /** Equal for reports that show the same in any order. */
  readonly anyOrder: string;
  /** `Object.Field`. */
  readonly fields: readonly string[];
  /** False for a joined report, whose columns the org does not describe. */
  readonly whole: boolean;
};

/** Who made or changed something; `id` has 15 characters. */
export type Person = { readonly id: string | null; readonly name: string | null };

export type AnalysedDashboard = {
  readonly name: string;
  readonly label: string;
  readonly folder: string | null;
  readonly isPrivate: boolean;
  readonly lastModifiedDate: string | null;
  readonly createdBy: Person;
  readonly lastModifiedBy: Person;
  /** Whose rights the data is shown with; null where each viewer's own are used. */
  readonly runningUser: Person | null;
  /** Null where they were not read. */
  readonly components:
    | readonly {
        readonly title: string | null;
        readonly reportId: string | null;
        /** `folder/name`; null where the store has no such report. */
        readonly report: string | null;
      }[]
    | null;
};

export type AnalysisInput = {
  readonly reports: readonly AnalysedReport[];
  readonly dashboards: readonly AnalysedDashboard[];
  /** ISO 8601 of the last complete read; null: never. */
  readonly readAt: { readonly reports: string | null; readonly dashboards: string | null };
  /** Whether a user is active, by id of 15 characters; null: users were not read. */
  readonly active: ReadonlyMap<string, boolean> | null;
  /** Fields that have a description; null: no object was read. */
  readonly documented: readonly { readonly object: string; readonly name: string; readonly label: string }[] | null;
  /** A report not run for so many days is stale. */
  readonly staleDays: number;
  readonly nowMs: number;
};
