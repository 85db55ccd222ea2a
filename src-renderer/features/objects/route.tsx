import { createRoute } from '@tanstack/react-router';
import { orgRoute } from '../../app/parents.ts';
import { t } from '../../i18n/t.ts';
import { Page } from '../../ui/page.tsx';

export const objectsRoute = createRoute({ getParentRoute: () => orgRoute, path: 'objects', component: Screen });

function Screen() {
  return <Page title={t('objects.title')}>{null}</Page>;
}
