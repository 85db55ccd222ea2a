import type { OrgType } from '../../src-preload/contract/connections.ts';

/** Colours that tell connections apart: stored by name, drawn with the same weight on both grounds. */
export const ORG_COLOURS = ['teal', 'blue', 'violet', 'pink', 'red', 'orange', 'amber', 'green', 'slate'] as const;
export type OrgColour = (typeof ORG_COLOURS)[number];

const HEX: Record<OrgColour, string> = {
  teal: '#1f8f83',
  blue: '#3b74d1',
  violet: '#7a5bd0',
  pink: '#c14b8a',
  red: '#cf4a3c',
  orange: '#d26a24',
  amber: '#b8860b',
  green: '#4c9141',
  slate: '#6b7785',
};

const isOrgColour = (text: string): text is OrgColour => (ORG_COLOURS as readonly string[]).includes(text);

/** Used while a connection has no colour of its own: production warns by itself. */
const colourOfType: Record<OrgType, OrgColour> = {
  production: 'red',
  sandbox: 'amber',
  scratch: 'violet',
  developer: 'blue',
  trial: 'green',
  sample: 'teal',
};

/** The CSS colour of a connection: the one chosen by name, else that of its kind of org. */
export const orgColour = (stored: string, type?: OrgType): string => {
  if (isOrgColour(stored)) return HEX[stored];
  return HEX[type === undefined ? 'slate' : colourOfType[type]];
};
