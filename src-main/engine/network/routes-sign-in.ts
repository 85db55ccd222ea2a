import { type Route, route } from './route.ts';

/** Signing in and out: the only requests that are not reads. */
export const SIGN_IN_ROUTES: readonly Route[] = [
  // Asked without any sign-in, only to learn whether the app and its callback address are known.
  route(
    'authorize',
    'authorize',
    'GET',
    '/services/oauth2/authorize',
    ['sign in'],
    'Asks, without anybody signing in, whether the client id and its callback address are known.',
    {
      query: [
        'response_type',
        'client_id',
        'redirect_uri',
        'scope',
        'state',
        'code_challenge',
        'code_challenge_method',
      ],
      reads: 'nothing',
    },
  ),
  route(
    'token',
    'token',
    'POST',
    '/services/oauth2/token',
    ['sign in', 'refresh'],
    'Exchanges the code of a browser sign-in for tokens, and renews the access token later.',
    { reads: 'nothing', repeatable: false },
  ),
  route(
    'revoke',
    'revoke',
    'POST',
    '/services/oauth2/revoke',
    ['sign out'],
    'Ends the sign-in at Salesforce: the one request that is not a read.',
    { reads: 'nothing', repeatable: false },
  ),
];
