import type { BundleReport } from '../../src-main/sample-org/bundle-parts.ts';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';

/** When the changes were made: newer than anything in a bundle. */
const CHANGED_AT = '2026-11-22T09:30:00.000Z';

/** The org with copies of its reports, so that it has at least `count`. */
export function manyReports(bundle: OrgBundle, count: number): OrgBundle {
  const own = bundle.reports ?? [];
  const copies: BundleReport[] = [];
  for (let at = 0; own.length + copies.length < count; at += 1) {
    const report = own[at % own.length];
    if (report === undefined) break;
    const round = Math.floor(at / own.length) + 2;
    copies.push({ ...report, name: `${report.name}_${round}`, label: `${report.label ?? report.name} ${round}` });
  }
  return { ...bundle, reports: [...own, ...copies] };
}

/**
 * The org a while later: one percent of the objects have a changed field, ten reports a changed filter, and one class, one
 * report and one validation rule are gone.
 */
export function changedOrg(bundle: OrgBundle): OrgBundle {
  const custom = bundle.sobjects.filter((object) => object.fields.some((field) => field.custom === true));
  const changed = new Set(custom.slice(0, Math.ceil(bundle.sobjects.length / 100)).map(({ name }) => name));
  const ruled = bundle.sobjects.find(
    (object) => (object.validationRules ?? []).length > 0 && !changed.has(object.name),
  );
  const reports = (bundle.reports ?? []).slice(0, -1);
  return {
    ...bundle,
    sobjects: bundle.sobjects.map((object) => {
      if (object.name === ruled?.name) return { ...object, validationRules: (object.validationRules ?? []).slice(1) };
      if (!changed.has(object.name)) return object;
      const at = object.fields.findIndex((field) => field.custom === true);
      return {
        ...object,
        lastModifiedDate: CHANGED_AT,
        fields: object.fields.map((field, index) =>
          index === at ? { ...field, label: `${field.label} (new)`, lastModifiedDate: CHANGED_AT } : field,
        ),
      };
    }),
    reports: reports.map((report, index) =>
      index >= 10 ? report : { ...report, description: 'Changed lately', lastModifiedDate: CHANGED_AT },
    ),
    apexClasses: (bundle.apexClasses ?? []).slice(1),
  };
}
