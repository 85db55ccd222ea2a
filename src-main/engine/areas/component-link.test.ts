import { describe, expect, it } from 'vitest';
import { COMPONENT_TYPES } from '../../../src-preload/contract/components.ts';
import { componentLink } from './component-link.ts';

const ORG = { type: 'production', instanceUrl: 'https://acme.my.salesforce.com' };
const ONE = { name: 'Account.Rule', object: 'Account', orgId: '00D5f000000IzHQ', facts: { custom: true } };
const BASE = 'https://acme.lightning.force.com/lightning';

describe('the link to a component', () => {
  const cases: readonly [type: string, path: string][] = [
    ['Report', '/r/Report/00D5f000000IzHQEA0/view'],
    ['Dashboard', '/r/Dashboard/00D5f000000IzHQEA0/view'],
    ['ValidationRule', '/setup/ObjectManager/Account/ValidationRules/00D5f000000IzHQEA0/view'],
    ['FieldDetail', '/setup/ObjectManager/Account/FieldsAndRelationships/Rule/view'],
    ['Flow', '/setup/Flows/page?address=%2F00D5f000000IzHQEA0'],
    ['ObjectLimit', '/setup/ObjectManager/Account/Limits/view'],
    ['CustomApplication', '/setup/NavigationMenus/home'],
  ];
  it.each(cases)('opens a %s', (type, path) => {
    expect(componentLink(ORG, { ...ONE, type })).toEqual({ url: `${BASE}${path}`, reason: null });
  });

  it('leads somewhere for every type', () => {
    const urls = COMPONENT_TYPES.map((type) => componentLink(ORG, { ...ONE, type }).url);
    expect(urls.filter((url) => url === null)).toEqual([]);
  });

  it('is none in the sample org and for what has no page, with the reason', () => {
    const sample = componentLink({ type: 'sample', instanceUrl: 'http://127.0.0.1:4000' }, { ...ONE, type: 'Report' });
    expect(sample).toEqual({ url: null, reason: expect.stringContaining('sample org') });
    const standard = componentLink(ORG, { ...ONE, type: 'ReportType', facts: { custom: false } });
    expect(standard).toEqual({ url: null, reason: expect.stringContaining('no page of its own') });
  });
});
