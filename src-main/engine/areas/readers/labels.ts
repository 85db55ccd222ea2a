import type { AreaReader } from '../area-run.ts';
import { readList } from '../read-list.ts';
import { booleanOf, textOf } from '../record-facts.ts';
import { missingOf, withOptionalColumns } from './optional-columns.ts';
import { setupComponent } from './setup-component.ts';

const NOT_READ = 'The text that a label shows is not read: people wrote it.';

/** Custom labels: names and facts. What they say is not asked for, and the gateway would refuse it. */
export const readLabels: AreaReader = async (run) => {
  const since = run.watermark as { readonly labels?: string } | null;
  const labels = await readList(withOptionalColumns(run, ['MasterLabel']), {
    type: 'CustomLabel',
    sObject: 'ExternalString',
    api: 'tooling',
    purpose: 'definitions',
    fields: 'Name, MasterLabel, Category, Language, IsProtected',
    since: since?.labels ?? null,
    component: (record) => ({
      ...setupComponent('CustomLabel', record, {
        language: textOf(record.Language),
        categories: (textOf(record.Category) ?? '').split(',').flatMap((one) => textOf(one.trim()) ?? []),
        protected: booleanOf(record.IsProtected),
        notRead: NOT_READ,
      }),
      unknown: missingOf(record, { MasterLabel: 'label' }),
    }),
  });
  return { labels };
};
