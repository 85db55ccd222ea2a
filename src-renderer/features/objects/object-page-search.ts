import { z } from 'zod';

export const OBJECT_TABS = ['overview', 'picklists', 'layouts', 'relationships', 'limits'] as const;
export type ObjectTab = (typeof OBJECT_TABS)[number];

const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const searchParams = z.object({
  tab: maybe(z.enum(OBJECT_TABS)),
  /** Of the picklists: one of them, and text. */
  field: maybe(z.string().max(100)),
  q: maybe(z.coerce.string().max(200)),
  differ: maybe(z.literal(true)),
});
export type ObjectPageSearch = z.infer<typeof searchParams>;
export const parseObjectPageSearch = (search: unknown): ObjectPageSearch => searchParams.parse(search);
