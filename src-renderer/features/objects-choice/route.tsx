import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { OBJECT_KINDS } from '../../../src-preload/contract/objects.ts';
import { orgRoute } from '../../app/parents.ts';
import { ChoiceScreen } from './choice-screen.tsx';

/** Filters live in the address, so that back, forward and links keep them. */
const searchParams = z.object({
  text: z.string().max(200).optional().catch(undefined),
  kind: z.enum(OBJECT_KINDS).optional().catch(undefined),
  /** A namespace prefix; `-` for objects without one. */
  namespace: z.string().max(40).optional().catch(undefined),
  only: z.enum(['chosen', 'new']).optional().catch(undefined),
});

export type ChoiceSearch = z.infer<typeof searchParams>;

export const chooseRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: 'choose',
  validateSearch: (search): ChoiceSearch => searchParams.parse(search),
  component: ChoiceScreen,
});
