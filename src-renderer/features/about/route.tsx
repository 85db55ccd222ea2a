import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/parents.ts';
import { AboutScreen } from './about-screen.tsx';

export const aboutRoute = createRoute({ getParentRoute: () => rootRoute, path: 'about', component: AboutScreen });
