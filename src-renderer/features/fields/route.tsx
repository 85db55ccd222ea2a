import { createRoute } from '@tanstack/react-router';
import { orgRoute } from '../../app/parents.ts';
import { t } from '../../i18n/t.ts';
import { Page } from '../../ui/page.tsx';

export const fieldsRoute = createRoute({ getParentRoute: () => orgRoute, path: 'fields', component: Screen });

function Screen() {
  return <Page title={t('fields.title')}>{null}</Page>;
}
