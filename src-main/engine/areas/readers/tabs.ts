import { readList as readObjectList } from '../../sync/read-list.ts';
import type { AreaReader } from '../area-run.ts';
import { readList } from '../read-list.ts';
import { textOf } from '../record-facts.ts';
import { missingOf, withOptionalColumns } from './optional-columns.ts';
import { setupComponent } from './setup-component.ts';

const OBJECT_TAB = 'customObject';
const SUFFIXES = ['__c', '__x', '__kav'];

/** Tabs: of objects, pages, addresses. The tab of an object has the object's name. */
export const readTabs: AreaReader = async (run) => {
  // Areas can be read without any object.
  if (run.catalog.list.state(run.connectionKey).listReadAt === null) await readObjectList(run);
  const objects = new Set(run.catalog.list.list(run.connectionKey).map(({ name }) => name));
  const since = run.watermark as { readonly tabs?: string } | null;
  const tabs = await readList(withOptionalColumns(run, ['Description']), {
    type: 'CustomTab',
    sObject: 'CustomTab',
    api: 'tooling',
    purpose: 'definitions',
    fields: 'DeveloperName, MasterLabel, Description, Type',
    since: since?.tabs ?? null,
    component: (record) => {
      const tab = setupComponent('CustomTab', record, { tabType: textOf(record.Type) });
      // A developer name has no suffix; the Metadata API names the tab of an object by the object.
      const object = [...SUFFIXES.map((suffix) => `${tab.name}${suffix}`), tab.name].find((name) => objects.has(name));
      const isObjectTab = object !== undefined && (textOf(record.Type) ?? OBJECT_TAB) === OBJECT_TAB;
      return {
        ...tab,
        ...(isObjectTab ? { name: object, object } : {}),
        unknown: missingOf(record, { Description: 'description' }),
      };
    },
  });
  return { tabs };
};
