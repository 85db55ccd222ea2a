import { z } from 'zod';

/** What of an object or field the drawer shows. */
export const drawerTab = z.enum(['properties', 'values', 'relationships']);
export type DrawerTab = z.infer<typeof drawerTab>;
