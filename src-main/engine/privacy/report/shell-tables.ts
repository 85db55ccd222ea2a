import { ANALYTICS_FEATURES } from '../../../../src-preload/contract/analytics.ts';
import type { ReportTable } from '../../../../src-preload/contract/privacy-report.ts';
import { DENIALS, FUSES, PAGE_POLICY } from './shell-limits.ts';

/** What the app denies itself, and what analytics would count. */
export function shellTables(): readonly ReportTable[] {
  return [
    {
      id: 'shell',
      title: 'What the app denies itself',
      text: 'Its pages run in the sandbox, with context isolation and without Node.',
      columns: ['What', 'State', 'Why'],
      rows: [
        ...DENIALS.map(([what, how]) => [what, how, '']),
        ...Object.entries(FUSES).map(([name, { on, why }]) => [`Fuse ${name}`, on ? 'on' : 'off', why]),
        ...PAGE_POLICY.map(([rule, why]) => ['Content security policy', rule, why]),
      ],
    },
    {
      id: 'analytics',
      title: 'Product analytics',
      text: 'Off until the person switches it on. Then these are counted per day, and nothing else; docs/ANALYTICS.md has the whole message.',
      columns: ['Feature', 'Counted when'],
      rows: Object.entries(ANALYTICS_FEATURES).map(([name, when]) => [name, when]),
    },
  ];
}
