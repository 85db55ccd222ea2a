import { createRoute } from '@tanstack/react-router';
import { orgRoute } from '../../app/parents.ts';
import { t } from '../../i18n/t.ts';
import { Page } from '../../ui/page.tsx';

export const exportsRoute = createRoute({ getParentRoute: () => orgRoute, path: 'exports', component: Screen });

function Screen() {
  return <Page title={t('exports.title')}>{null}</Page>;
}
