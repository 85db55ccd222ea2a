import { CALLBACK_PATH, CALLBACK_PORTS } from '../../../../src-preload/contract/connections.ts';
import type { ReportTable } from '../../../../src-preload/contract/privacy-report.ts';
import {
  GOOGLE_SIGN_IN_HOST,
  KNOWN_PAGES,
  MICROSOFT_SIGN_IN_HOST,
  SIGN_IN_DOMAINS,
  SIGN_IN_HOSTS,
} from '../../../domain/browser-pages.ts';
import { CLOUD_ROUTES } from '../../network/cloud-routes.ts';
import { LOGIN_HOSTS, SALESFORCE_HOSTS } from '../../network/salesforce-hosts.ts';
import { UPLOAD_HOSTS } from '../../network/upload-addresses.ts';
import { ANALYTICS_ADDRESS } from '../analytics/address.ts';
import { PURPOSE_REASONS } from './cloud-reasons.ts';

/** Every host of every kind: by the engine's gateway, by the system for it, and by the system's browser. */
export function hostTables(): readonly ReportTable[] {
  return [
    {
      id: 'hosts',
      title: 'Hosts that Orgbench contacts',
      text: 'One module opens connections, over TLS 1.2 or newer; each attempt is a row in the outbound ledger before it is sent. A host that is not here is refused. The page of the app reaches no network at all.',
      columns: ['Host', 'When and why', 'Refused while "No network except Salesforce" is on'],
      rows: [...salesforceHosts(), ...cloudHosts(), ...otherHosts()],
    },
    {
      id: 'browser-hosts',
      title: "Pages that the system's browser opens",
      text: 'Orgbench sends nothing there; it asks the system to open the page, at the request of the person, and only if it is one of these, over https.',
      columns: ['Host', 'Why'],
      rows: [...browserSignIns(), ...KNOWN_PAGES.map(({ host, under, why }) => [host ?? `*.${under}`, why])],
    },
    {
      id: 'listening',
      title: 'Where Orgbench listens',
      text: 'On this computer only (127.0.0.1 and ::1): no other computer can reach it.',
      columns: ['Address', 'When and why'],
      rows: [
        ...CALLBACK_PORTS.map((port) => [
          `localhost:${port}${CALLBACK_PATH}`,
          'While a person signs in to Salesforce in the browser, five minutes at most: the first of these that is free.',
        ]),
        ['127.0.0.1, any free port', 'While a person signs in to Google in the browser.'],
        ['localhost, any free port', 'While a person signs in to Microsoft in the browser.'],
        ['127.0.0.1, any free port', 'The built-in sample org, while it is used. It needs an access token.'],
      ],
    },
  ];
}

function salesforceHosts(): string[][] {
  return [
    ...SALESFORCE_HOSTS.map(({ shown }) => [
      shown,
      'The API of an org that the person connected: only the one host of that connection. Sign-in and sign-out there.',
      'no',
    ]),
    ...[...LOGIN_HOSTS].map((host) => [host, 'Signing in to Salesforce and renewing the access token.', 'no']),
  ];
}

function cloudHosts(): string[][] {
  const origins = [...new Set(CLOUD_ROUTES.flatMap(({ origin }) => (origin === null ? [] : [origin])))];
  const purposesOf = (origin: string | null): string => {
    const purposes = CLOUD_ROUTES.filter((route) => route.origin === origin).flatMap((route) => route.purposes);
    return [...new Set(purposes)].map((purpose) => PURPOSE_REASONS[purpose]).join(' ');
  };
  return [
    ...origins.map((origin) => [new URL(origin).host, purposesOf(origin), 'yes']),
    ...UPLOAD_HOSTS.map(({ shown }) => [
      shown,
      `${purposesOf(null)} Only to an address that Microsoft named for this very upload, and without the access token.`,
      'yes',
    ]),
  ];
}

function otherHosts(): string[][] {
  return [
    [
      ANALYTICS_ADDRESS === null ? 'Product analytics: none in this build' : new URL(ANALYTICS_ADDRESS).host,
      ANALYTICS_ADDRESS === null
        ? 'Counts stay on this computer.'
        : 'Counts of used features, after the person switched analytics on. docs/ANALYTICS.md has the whole message.',
      'yes',
    ],
    ['Updates: none', 'This version looks for no updates.', 'yes'],
    ['Crash reports: none', 'They stay on this computer.', 'yes'],
    ['localhost, 127.0.0.1, ::1', 'The sample org on this computer.', 'no'],
    [
      'The proxy of the system, if there is one',
      'Carries the requests above, still encrypted to their host. The system may fetch its own proxy configuration (PAC).',
      'no',
    ],
    ['The name server of the system', 'Asked for the addresses of the hosts above.', 'no'],
    [
      'What the Salesforce CLI contacts',
      'Only when a person imports its orgs: Orgbench starts "sf", which asks its orgs itself. Not in the ledger.',
      'no',
    ],
  ];
}

function browserSignIns(): string[][] {
  return [
    ...[...SIGN_IN_HOSTS, ...SIGN_IN_DOMAINS.map((domain) => `*.${domain}`)].map((host) => [
      host,
      'Where a person signs in to Salesforce and allows the app.',
    ]),
    [GOOGLE_SIGN_IN_HOST, 'Where a person signs in to Google and allows the app.'],
    [MICROSOFT_SIGN_IN_HOST, 'Where a person signs in to Microsoft and allows the app.'],
  ];
}
