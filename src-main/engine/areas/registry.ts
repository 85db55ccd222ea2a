import type { CatalogArea } from '../../../src-preload/contract/areas.ts';
import type { AreaReader } from './area-run.ts';
import { readDashboards } from './readers/dashboards.ts';
import { readUsers } from './readers/users.ts';
import { readReports } from './readers/reports.ts';
import { readAccess } from './readers/access.ts';
import { readApex } from './readers/apex.ts';
import { readFlows } from './readers/flows.ts';
import { readWorkflowRules } from './readers/workflow-rules.ts';
import { readFieldDetails } from './readers/field-details.ts';
import { readRecordTypes } from './readers/record-types.ts';
import { readValidationRules } from './readers/validation-rules.ts';
import { readApps } from './readers/apps.ts';
import { readDependencies } from './readers/dependencies.ts';
import { readCustomSettings } from './readers/custom-settings.ts';
import { readLabels } from './readers/labels.ts';
import { readLayouts } from './readers/layouts.ts';
import { readLightningPages } from './readers/lightning-pages.ts';
import { readObjectLimits } from './readers/object-limits.ts';
import { readPackages } from './readers/packages.ts';
import { readTabs } from './readers/tabs.ts';
import { readValueSets } from './readers/value-sets.ts';

/** Who reads which area. An area without a reader is not offered. */
export const AREA_READERS: Readonly<Partial<Record<CatalogArea, AreaReader>>> = {
  reports: readReports,
  dashboards: readDashboards,
  users: readUsers,
  access: readAccess,
  apex: readApex,
  'validation-rules': readValidationRules,
  layouts: readLayouts,
  'lightning-pages': readLightningPages,
  'custom-settings': readCustomSettings,
  'value-sets': readValueSets,
  labels: readLabels,
  tabs: readTabs,
  apps: readApps,
  packages: readPackages,
  'object-limits': readObjectLimits,
  dependencies: readDependencies,
  'record-types': readRecordTypes,
  'field-details': readFieldDetails,
  flows: readFlows,
  'workflow-rules': readWorkflowRules,
};
