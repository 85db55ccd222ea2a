import type { BundleField, OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { organization } from '../../src-main/sample-org/content/company.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';

/** Name of the function that a payload tries to call in the page; nothing of the app has it. */
export const PLANTED = 'orgbenchPlanted';

/** Texts that would run, load, break out or rearrange what is around them, where a page took them for more than text. */
export const PAYLOADS = {
  image: `<img src=x onerror="${PLANTED}('image')">`,
  svg: `<svg onload="${PLANTED}('svg')"></svg>`,
  animation: `<svg><animate onbegin="${PLANTED}('animation')" attributeName=x dur=1s></svg>`,
  script: `<script>${PLANTED}('script')</script>`,
  frame: `<iframe srcdoc="<script>parent.${PLANTED}('frame')</script>"></iframe>`,
  link: `javascript:${PLANTED}('link')`,
  anchor: `<a href="javascript:${PLANTED}('anchor')" id=anchor>click</a>`,
  quotes: `" onmouseover="${PLANTED}('quotes')" x='`,
  cdata: `]]><script>${PLANTED}('cdata')</script><![CDATA[-->`,
  template: `\${${PLANTED}('template')} {{${PLANTED}('template')}} #{7*7} <%= 7*7 %>`,
  messageFormat: `{count, plural, one {# x} other {<b>#</b>}} {0} '{' }`,
  meta: `<meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="https://evil.example/">`,
  style: `</style><style>body{display:none}</style>`,
  directions: '\u202Eevitcani\u202C \u2066abc\u2069 \u200F',
} as const;
export type PayloadName = keyof typeof PAYLOADS;
export const PAYLOAD_NAMES = Object.keys(PAYLOADS) as readonly PayloadName[];

/** 50,000 characters that are no payload themselves; the payload stands at both ends. */
export const LONG_TEXT = `${PAYLOADS.image}${'long '.repeat(10_000)}${PAYLOADS.svg}`;

/** Salesforce would not allow it; a server that is not Salesforce might say it. */
export const API_NAME = `Hostile<img src=x onerror=${PLANTED}('name')>__c`;

/** A text for one place: where it stands, then the payload. */
const at = (place: string, name: PayloadName): string => `${place} ${PAYLOADS[name]}`;

function hostileField(name: PayloadName, index: number): BundleField {
  return textField(`Hostile_${index}__c`, {
    label: at('label', name),
    helpText: at('help', name),
    description: at('description', name),
    ...(index % 3 === 0
      ? { type: 'string', metadataType: 'Text', calculated: true, formula: at('formula', name) }
      : { type: 'picklist', metadataType: 'Picklist', picklistValues: valuesOf(name) }),
  });
}

const valuesOf = (name: PayloadName) => [
  { value: at('value', name), label: at('value label', name), default: true },
  { value: 'quiet', label: 'Quiet', active: false },
];

/** An org in which every text that its people can write is a payload. */
export function hostileOrg(): OrgBundle {
  const fields = [
    ...PAYLOAD_NAMES.map(hostileField),
    textField('Long__c', { label: 'Long', helpText: LONG_TEXT, description: LONG_TEXT }),
    textField('Address__c', {
      label: 'Address',
      type: 'url',
      metadataType: 'Url',
      helpText: 'file:///etc/passwd https://evil.example/ mailto:x@evil.example',
      defaultValue: PAYLOADS.link,
    }),
    textField(API_NAME, { label: 'Hostile name' }),
    textField('Parent__c', {
      label: 'Parent',
      type: 'reference',
      metadataType: 'Lookup',
      referenceTo: ['Quiet__c'],
      relationshipName: 'Parent__r',
      relationshipLabel: at('relationship', 'svg'),
      childRelationshipName: 'Hostiles__r',
    }),
  ];
  const hostile = customObject('Hostile__c', fields, {
    label: at('object', 'image'),
    labelPlural: at('objects', 'script'),
    description: at('object description', 'svg'),
    recordTypes: [
      {
        name: 'Type_1',
        label: at('record type', 'image'),
        description: at('record type description', 'svg'),
        active: true,
      },
    ],
    validationRules: [
      {
        name: 'Rule_1',
        active: true,
        description: at('rule', 'image'),
        errorMessage: at('rule message', 'script'),
        errorConditionFormula: at('rule formula', 'svg'),
      },
    ],
  });
  const bundle = smallOrg([hostile, customObject('Quiet__c', [textField('Quiet_1__c')])]);
  const user = {
    username: 'jo@example.com',
    firstName: PAYLOADS.image,
    lastName: PAYLOADS.svg,
    email: 'jo@example.com',
    alias: 'jo',
    profileName: at('profile', 'image'),
    userType: 'Standard',
    active: true,
  };
  return {
    ...bundle,
    org: {
      ...bundle.org,
      name: at('org', 'image'),
      users: [user],
      organization: {
        ...organization,
        Name: at('org', 'image'),
        InstanceName: PAYLOADS.svg,
        Country: PAYLOADS.script,
        OrganizationType: at('edition', 'svg'),
      },
    },
  };
}
