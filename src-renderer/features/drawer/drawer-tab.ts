import { z } from 'zod';

/** What of an object or field the drawer shows. */
export const drawerTab = z.enum(['properties', 'values', 'relationships', 'usage', 'access']);
export type DrawerTab = z.infer<typeof drawerTab>;
