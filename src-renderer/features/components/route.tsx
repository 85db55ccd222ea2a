import { createRoute, notFound } from '@tanstack/react-router';
import { orgRoute } from '../../app/parents.ts';
import { type ComponentGroup, GROUP_NAMES } from './component-groups.ts';
import { parseComponentSearch } from './component-search.ts';
import { ComponentsScreen } from './components-screen.tsx';

function groupOf(text: string): ComponentGroup {
  const group = GROUP_NAMES.find((one) => one === text);
  if (group === undefined) throw notFound();
  return group;
}

export const componentsRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: 'catalog/$group',
  params: {
    parse: ({ group }: { group: string }) => ({ group: groupOf(group) }),
    stringify: ({ group }: { group: ComponentGroup }) => ({ group }),
  },
  validateSearch: parseComponentSearch,
  component: ComponentsScreen,
});
