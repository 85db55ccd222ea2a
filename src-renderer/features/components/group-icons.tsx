import { IconBolt, IconKey, IconReportAnalytics, IconSettings } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ComponentGroup } from './component-groups.ts';

const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;

/** The picture of each group, in the rail and in search. */
export const GROUP_ICONS: Readonly<Record<ComponentGroup, ReactNode>> = {
  reports: <IconReportAnalytics {...icon} />,
  automation: <IconBolt {...icon} />,
  access: <IconKey {...icon} />,
  setup: <IconSettings {...icon} />,
};
