import { createRootRoute, createRoute } from '@tanstack/react-router';

/*
 * The two routes that every area hangs under. They stand apart from the router, which imports the areas: an area
 * imports only this file, so nothing goes in circles. Their components are set in router.tsx.
 */

export const rootRoute = createRootRoute();

/** Everything about one connection: /org/<connection id>/… */
export const orgRoute = createRoute({ getParentRoute: () => rootRoute, path: 'org/$connectionId' });
